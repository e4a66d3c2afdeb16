import type { Client } from "../../src/client/mod.ts";
import { CortexError } from "../../src/contract/wire.ts";
import { explain, NO_MODEL } from "../answer.ts";
import { type Command, defineCommand } from "../command.ts";
import { findAlerts } from "../find_alerts.ts";

/** The beginning of an alert's id; numbers that short are process ids. */
const BEGINNING = /^(?!\d{1,7}$)[0-9a-f-]{4,35}$/i;

/** `cortex explain`: what a thing is and how it came so, with evidence. */
export const command: Command = defineCommand({
  operands: [{
    name: "SUBJECT",
    summary:
      "host, an alert's id or its beginning, a process id or name, a package, a CVE or the name of a figure; package:host and the like where it could be several",
  }],
  options: NO_MODEL,
  examples: [
    { args: "explain 3f2a91bc", summary: "An alert: cause, course before it, how often, what to do" },
    { args: "explain host", summary: "The host as a whole" },
    { args: "explain 4711", summary: "A process: what it is, what it uses, whose it is" },
    { args: "explain CVE-2026-1234", summary: "Which packages have it, and what closes it" },
    { args: "explain memory_usage_percent", summary: "How a recorded figure went, and what is behind it" },
  ],
  run: async ({ operands: [wanted = ""], values }, context) => {
    const subject = BEGINNING.test(wanted) ? await alertOr(await context.client(), wanted) : wanted;
    return await explain(context, { subject, ...(values["no-model"] ? { model: false } : {}) });
  },
});

/** The id of the alert that begins so; the text as it is where there is none. */
async function alertOr(client: Client, beginning: string): Promise<string> {
  try {
    const [id] = await findAlerts(client, [beginning], "explain");
    return id ?? beginning;
  } catch (error) {
    if (error instanceof CortexError && error.code === "ALERT_NOT_FOUND") return beginning;
    throw error;
  }
}
