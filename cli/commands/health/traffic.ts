import type { Health } from "../../../src/contract/wire.ts";
import type { Fact } from "../../text/facts.ts";
import { count, gauge, percent, plural, rate } from "../../text/format.ts";
import { type Piece, styled } from "../../text/paint.ts";

const MOST = 4;

/** What flows, waits or is counted: network, disk I/O, pressure, processes, open files, services. */
export function traffic({ network, disk_io, pressure, processes, descriptors, services }: Health): Fact[] {
  return [
    ...networkWorthShowing(network).map(networkFact),
    ...busiest(disk_io, (one) => one.read_bytes_per_second + one.write_bytes_per_second).map(diskFact),
    ["Pressure", pressureFacts(pressure)],
    ["Processes", processFacts(processes)],
    ["Open files", descriptorFacts(descriptors)],
    ["Services", serviceFacts(services)],
  ];
}

/** Interfaces to the outside, the busiest first; the loopback never. */
export function networkWorthShowing(network: Health["network"]): Health["network"] {
  return busiest(
    network.filter((one) => one.interface !== "lo"),
    (one) => one.rx_bytes_per_second + one.tx_bytes_per_second,
  );
}

/** The first few by load; idle ones only where all are. */
function busiest<T>(items: readonly T[], load: (item: T) => number): T[] {
  const busy = [...items].sort((a, b) => load(b) - load(a)).slice(0, MOST);
  return busy.filter((item, index) => index === 0 || load(item) > 0);
}

function networkFact(one: Health["network"][number]): Fact {
  return [
    `Net ${one.interface}`,
    [`in ${rate(one.rx_bytes_per_second)}, out ${rate(one.tx_bytes_per_second)}`],
  ];
}

function diskFact(one: Health["disk_io"][number]): Fact {
  return [`I/O ${one.device}`, [
    `read ${rate(one.read_bytes_per_second)}, write ${rate(one.write_bytes_per_second)}, `,
    styled(gauge(one.busy_percent), `busy ${percent(one.busy_percent)}`),
  ]];
}

/** Shares of the last minute in which somebody waited for a resource; none where the kernel does not say. */
export function pressureFacts(pressure: Health["pressure"]): Piece[] {
  const kinds = (["cpu", "memory", "io"] as const).flatMap((kind): Piece[] => {
    const waited = pressure?.[kind]?.some_avg60;
    return waited === undefined ? [] : [styled(gauge(waited, 20, 50), `${kind} ${percent(waited)}`)];
  });
  if (kinds.length === 0) return [];
  return [...kinds.flatMap((piece) => [piece, ", "]).slice(0, -1), styled("faint", "   waiting, of 60 s")];
}

function processFacts(processes: Health["processes"]): Piece[] {
  if (processes === null) return [];
  const { total, running, zombie, threads } = processes;
  return [
    `${count(total)}, ${count(running)} running, ${plural(threads, "thread")}`,
    ...(zombie === 0 ? [] : [", ", styled("warning", plural(zombie, "zombie"))]),
  ];
}

/** The maximum is of no interest while it is far away: on most hosts it is practically none. */
function descriptorFacts(descriptors: Health["descriptors"]): Piece[] {
  if (descriptors === null) return [];
  const { used, max, usage_percent } = descriptors;
  if (usage_percent < 1) return [count(used)];
  return [`${count(used)} of ${count(max)}, `, styled(gauge(usage_percent), percent(usage_percent))];
}

function serviceFacts({ failed }: Health["services"]): Piece[] {
  if (failed === null) return [];
  if (failed === 0) return [styled("good", "none failed")];
  return [styled("bad", `${count(failed)} failed`), styled("faint", "   see cortex services")];
}
