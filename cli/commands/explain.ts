import { type Command, defineCommand } from "../command.ts";
import { renderAnswer } from "../text/assistant.ts";
import { findAlerts } from "../find_alerts.ts";

/** `cortex explain`: why an alert was raised, with evidence. */
export const command: Command = defineCommand({
  operands: [{ name: "ALERT", summary: "Id of the alert, or its beginning as the list shows it" }],
  examples: [{ args: "explain 3f2a91bc", summary: "Cause, course before it, how often, what to do" }],
  run: async ({ operands }, context) => {
    const client = await context.client();
    const [alert_id = ""] = await findAlerts(client, operands, "explain");
    const reply = await client.call("assistant.explain", { alert_id });
    return { json: [reply], render: (view) => renderAnswer(reply, view) };
  },
});
