import type { Health } from "../../src/contract/wire.ts";
import { type Command, type Context, defineCommand } from "../command.ts";
import { factLines } from "../text/facts.ts";
import { age, duration } from "../text/format.ts";
import { type Line, paint, styled, type View } from "../text/paint.ts";
import { countsLine } from "../text/alerts.ts";
import { loadPiece, statusPiece } from "../text/status.ts";
import { daemonFaults } from "./health/daemon.ts";
import { meters } from "./health/meters.ts";
import { traffic } from "./health/traffic.ts";

/** `cortex health`: the last sample of the host on one screen, and what of the daemon is not well. */
export const command: Command = defineCommand({
  options: {
    local: {
      type: "flag",
      summary: "Read this host without a daemon; alerts are the conditions that hold now",
    },
  },
  examples: [
    { args: "health", summary: "Load, memory, disks, network and open alerts of this host" },
    { args: "health --json | jq .memory.usage_percent", summary: "One figure, for a program" },
    { args: "health --local", summary: "Where no daemon runs" },
  ],
  run: async ({ values: { local } }, context) => {
    const health = local ? await readLocal(context) : await (await context.client()).health.get();
    return { json: [health], render: (view) => renderHealth(health, view) };
  },
});

/** Loads what reads a host for this option only. */
async function readLocal(context: Context): Promise<Health> {
  const { localHealth } = await import("./health/local.ts");
  return await localHealth(context);
}

/** A host on one screen. */
export function renderHealth(health: Health, view: View): string {
  const faults = health.subsystems.length === 0 ? [] : daemonFaults(health);
  return paint([
    ...headLines(health, view),
    [],
    ...factLines(meters(health, view), [...traffic(health), ["Alerts", alertFacts(health)]]),
    ...(faults.length === 0 ? [] : [[], [styled("strong", "Not well in the daemon")], ...factLines(faults)]),
  ], view);
}

function headLines(health: Health, view: View): Line[] {
  const { host, taken_at, load_reasons } = health;
  return [
    [
      styled("strong", host.hostname),
      styled("faint", `  ${host.os}, Linux ${host.kernel}, up ${duration(host.uptime_seconds)}`),
    ],
    [
      statusPiece(health),
      "   load ",
      loadPiece(health),
      styled("faint", `   sampled ${age(taken_at, view.now)}`),
    ],
    ...load_reasons.map((reason): Line => [styled("faint", `  ${reason}`)]),
  ];
}

function alertFacts({ alerts: counts, subsystems }: Health): Line {
  const open = counts.info + counts.warning + counts.error + counts.critical;
  const hint = subsystems.length === 0 ? "   conditions that hold now" : "   see cortex alerts --open";
  return [...countsLine(counts), ...(open === 0 ? [] : [styled("faint", hint)])];
}
