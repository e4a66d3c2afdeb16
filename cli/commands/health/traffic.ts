import type { Health } from "../../../src/contract/mod.ts";
import { count, gauge, percent, plural, rate } from "../../text/format.ts";
import { type Line, type Piece, styled } from "../../text/paint.ts";
import { label } from "./label.ts";

const MOST = 4;

/** What flows, waits or is counted: network, disk I/O, pressure, processes, open files, services. */
export function trafficLines(health: Health): Line[] {
  return [
    ...networkWorthShowing(health.network).map((one): Line => [
      label(`Net ${one.interface}`),
      `in ${rate(one.rx_bytes_per_second)}, out ${rate(one.tx_bytes_per_second)}`,
    ]),
    ...busiest(health.disk_io, (one) => one.read_bytes_per_second + one.write_bytes_per_second).map((
      one,
    ): Line => [
      label(`I/O ${one.device}`),
      `read ${rate(one.read_bytes_per_second)}, write ${rate(one.write_bytes_per_second)}, `,
      styled(gauge(one.busy_percent), `busy ${percent(one.busy_percent)}`),
    ]),
    ...pressureLines(health.pressure),
    ...processLines(health),
    ...serviceLines(health.services),
  ];
}

/** Interfaces to the outside, the busiest first; the loopback never. */
export function networkWorthShowing(network: Health["network"]): Health["network"] {
  return busiest(
    network.filter((one) => one.interface !== "lo"),
    (one) => one.rx_bytes_per_second + one.tx_bytes_per_second,
  );
}

function busiest<T>(items: readonly T[], load: (item: T) => number): T[] {
  const busy = [...items].sort((a, b) => load(b) - load(a)).slice(0, MOST);
  return busy.filter((item, index) => index === 0 || load(item) > 0);
}

function pressureLines(pressure: Health["pressure"]): Line[] {
  if (pressure === null) return [];
  const kinds = (["cpu", "memory", "io"] as const).flatMap((kind): Piece[][] => {
    const stall = pressure[kind];
    return stall === null
      ? []
      : [[styled(gauge(stall.some_avg60, 20, 50), `${kind} ${percent(stall.some_avg60)}`)]];
  });
  if (kinds.length === 0) return [];
  const pieces = kinds.flatMap((piece, index) => index === 0 ? piece : [", ", ...piece]);
  return [[label("Pressure"), ...pieces, styled("faint", "   time that tasks waited, 60 s")]];
}

function processLines({ processes, descriptors }: Health): Line[] {
  if (processes === null) return [];
  const { total, running, zombie, threads } = processes;
  return [[
    label("Processes"),
    `${count(total)}, ${count(running)} running, ${plural(threads, "thread")}`,
    ...(zombie === 0 ? [] : [", ", styled("warning", plural(zombie, "zombie"))]),
    ...(descriptors === null ? [] : [
      `, ${plural(descriptors.used, "open file")}`,
      ...(descriptors.usage_percent >= 1
        ? [styled(gauge(descriptors.usage_percent), ` (${percent(descriptors.usage_percent)})`)]
        : []),
    ]),
  ]];
}

function serviceLines({ failed }: Health["services"]): Line[] {
  if (failed === null) return [];
  const state = failed === 0 ? styled("good", "none failed") : styled("bad", `${count(failed)} failed`);
  return [[label("Services"), state, ...(failed === 0 ? [] : [styled("faint", "   see cortex services")])]];
}
