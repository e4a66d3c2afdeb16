import type { Client } from "../../../src/client/mod.ts";
import type { Alert, InputOf } from "../../../src/contract/wire.ts";
import { type Command, defineCommand, type Example, type OperandSpec } from "../../command.ts";
import { given, type Options } from "../../option.ts";
import { plural } from "../../text/format.ts";
import { type Line, paint, type View } from "../../text/paint.ts";
import { UsageError } from "../../usage_error.ts";
import { FILTERS } from "./_filters.ts";
import { findAlerts } from "../../find_alerts.ts";
import { severityPiece } from "../../text/alerts.ts";

/** A command that changes alerts. */
interface Change {
  /** As on the command line: `ack`. */
  readonly name: string;
  /** For the answer: `Acknowledged`. */
  readonly done: string;
  readonly examples: readonly Example[];
  one(client: Client, id: string): Promise<Alert>;
}

/** One that can also change all that fit. */
interface ChangeAll extends Change {
  all(client: Client, filters: InputOf<"alerts.acknowledge_all">): Promise<{ count: number }>;
}

const IDS: OperandSpec = {
  name: "ID",
  summary: "Ids of alerts, or their beginnings as the list shows them",
  many: true,
};

const ALL = {
  all: { type: "flag", summary: "Every alert that fits the filters" },
  ...FILTERS,
} satisfies Options;

/** A command that changes the alerts that are named. */
export function changeNamed(change: Change): Command {
  return defineCommand({
    operands: [IDS],
    examples: change.examples,
    run: async ({ operands }, context) => changeEach(change, operands, await context.client()),
  });
}

/** A command that changes the alerts that are named, or with --all those that fit the filters. */
export function changeNamedOrAll(change: ChangeAll): Command {
  const command = `alerts ${change.name}`;
  return defineCommand({
    operands: [{ ...IDS, optional: true }],
    options: ALL,
    examples: change.examples,
    run: async ({ values: { all, severity, category, subject }, operands }, context) => {
      const filters = given({ severity, category, subject });
      if (!all && operands.length === 0) {
        throw new UsageError(`Cannot run ${command}: give ids of alerts, or --all`, command);
      }
      if (all ? operands.length > 0 : Object.keys(filters).length > 0) {
        throw new UsageError(
          `Cannot run ${command}: give ids of alerts or --all with filters, not both`,
          command,
        );
      }
      const client = await context.client();
      if (!all) return changeEach(change, operands, client);
      const output = await change.all(client, filters);
      return {
        json: [output],
        render: (view) => paint([[`${change.done} ${plural(output.count, "alert")}`]], view),
      };
    },
  });
}

async function changeEach({ name, done, one }: Change, beginnings: readonly string[], client: Client) {
  const ids = await findAlerts(client, beginnings, `alerts ${name}`);
  const alerts: Alert[] = [];
  for (const id of new Set(ids)) alerts.push(await one(client, id));
  return {
    json: alerts,
    render: (view: View) =>
      paint(alerts.map((alert): Line => [`${done}: `, severityPiece(alert), ` ${alert.message}`]), view),
  };
}
