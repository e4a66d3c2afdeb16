import { paginate } from "../../../src/client/mod.ts";
import { type Command, defineCommand } from "../../command.ts";
import { findIds } from "../../find_id.ts";
import { given } from "../../option.ts";
import { paint } from "../../text/paint.ts";
import { silenceLine } from "../../text/silences.ts";

/** `cortex alerts unsilence`: what is open and was covered is sent out then. */
export const command: Command = defineCommand({
  operands: [{ name: "ID", summary: "Id of the silence, or its beginning as the list shows it" }],
  examples: [{ args: "alerts unsilence 3f2a91bc", summary: "End it now" }],
  run: async ({ operands }, context) => {
    const client = await context.client();
    const silences = {
      thing: "silence",
      missing: "NOT_FOUND" as const,
      list: "cortex alerts silences",
      ids: async function* () {
        for await (const { id } of paginate(client, "alerts.silences", { limit: 500 })) yield id;
      },
    };
    const [id = ""] = await findIds(silences, operands, "alerts unsilence");
    const silence = await client.alerts.unsilence({ id, ...given({ by: context.env("USER") }) });
    return { json: [silence], render: (view) => paint([silenceLine("Ended", silence)], view) };
  },
});
