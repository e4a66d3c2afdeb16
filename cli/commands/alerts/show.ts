import type { Alert } from "../../../src/contract/wire.ts";
import { type Command, defineCommand } from "../../command.ts";
import { age } from "../../text/format.ts";
import { type Fact, factLines } from "../../text/facts.ts";
import { type Line, paint, styled, type View } from "../../text/paint.ts";
import { wrap } from "../../text/width.ts";
import { findAlerts } from "../../find_alerts.ts";
import { severityPiece } from "../../text/alerts.ts";

/** `cortex alerts show`: one alert with its cause and what to do. */
export const command: Command = defineCommand({
  operands: [{ name: "ID", summary: "Id of the alert, or its beginning as the list shows it" }],
  examples: [{ args: "alerts show 3f2a91bc", summary: "Cause, figures and what to do" }],
  run: async ({ operands }, context) => {
    const client = await context.client();
    const [id = ""] = await findAlerts(client, operands, "alerts show");
    const alert = await client.alerts.get({ id });
    return { json: [alert], render: (view) => renderAlert(alert, view) };
  },
});

/** Everything an alert says, to read. */
function renderAlert(alert: Alert, view: View): string {
  const when = (time: string | null) => time === null ? [] : [`${time} (${age(time, view.now)})`];
  const figure = (value: number | null) => value === null ? "-" : `${value} ${alert.unit}`.trim();
  const facts: Fact[] = [
    ["id", [alert.id]],
    ["about", [alert.subject === "" ? "the host" : alert.subject]],
    ["category", [alert.category]],
    ["rule", [alert.rule, styled("faint", ` (${alert.kind}, ${alert.metric})`)]],
    ["value", [`${figure(alert.value)}, worst ${figure(alert.peak)}, threshold ${figure(alert.threshold)}`]],
    ["raised", when(alert.raised_at)],
    ["updated", when(alert.updated_at)],
    ["acknowledged", when(alert.acknowledged_at)],
    ["resolved", when(alert.resolved_at)],
    ["dismissed", when(alert.dismissed_at)],
    [
      "silenced",
      alert.silenced === undefined ? [] : [`until ${alert.silenced.until}: ${alert.silenced.reason}`],
    ],
    ["came back", alert.recoveries === 0 ? [] : [`${alert.recoveries} times`]],
  ];
  return paint([
    [severityPiece(alert), ` ${alert.status}  `, styled("strong", alert.message)],
    [],
    ...paragraph(alert.description, view),
    ...paragraph(alert.recommendation, view),
    ...factLines(facts),
  ], view);
}

function paragraph(text: string, { columns }: View): Line[] {
  return text === "" ? [] : [...wrap(text, columns).map((line): Line => [line]), []];
}
