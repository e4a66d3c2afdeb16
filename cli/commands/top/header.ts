import type { Health } from "../../../src/contract/wire.ts";
import { countsLine } from "../../text/alerts.ts";
import { type Fact, factLines } from "../../text/facts.ts";
import { age, bytes, gauge, meter, percent } from "../../text/format.ts";
import { type Line, type Piece, styled, type View } from "../../text/paint.ts";
import { level } from "../../text/spark.ts";
import { loadPiece, statusPiece } from "../../text/status.ts";
import { disksWorthShowing, FILLING_PERCENT, fullest } from "../health/meters.ts";
import { pressureFacts } from "../health/traffic.ts";

/** Characters of a bar. */
const BAR = 10;
/** Characters for the cores: from here on one stands for several, the busiest of which it shows. */
const MOST_CELLS = 32;

/** The host above the table: so many lines at most, the ones that matter least left out first. */
export function header(health: Health, most: number, view: View): Line[] {
  return [titleLine(health, view), ...factLines(facts(health))].slice(0, Math.max(1, most));
}

/** What must be seen on a narrow terminal stands first. */
function titleLine(health: Health, { now }: View): Line {
  return [
    styled("strong", health.host.hostname),
    "  ",
    statusPiece(health),
    "  ",
    ...countsLine(health.alerts),
    "  load ",
    loadPiece(health),
    styled("faint", [`  sampled ${age(health.taken_at, now)}`, ...health.load_reasons].join("   ")),
  ];
}

function facts({ cpu, memory, pressure, disks }: Health): Fact[] {
  const swap = memory !== null && memory.swap_total_bytes > 0;
  return [
    [
      "CPU",
      cpu === null ? [] : [
        ...meter(cpu.usage_percent, BAR),
        "  ",
        ...coreCells(cpu.per_core_percent),
        `  load ${[cpu.load_1, cpu.load_5, cpu.load_15].map((load) => load.toFixed(2)).join(" ")}`,
      ],
    ],
    [
      "Memory",
      memory === null ? [] : [
        ...meter(memory.usage_percent, BAR),
        `  ${bytes(memory.used_bytes)} of ${bytes(memory.total_bytes)}`,
      ],
    ],
    [
      "Swap",
      !swap ? [] : [
        ...meter(memory.swap_usage_percent, BAR),
        `  ${bytes(memory.swap_used_bytes)} of ${bytes(memory.swap_total_bytes)}`,
      ],
    ],
    ["Disks", fillingDisks(disks)],
    ["Pressure", pressureFacts(pressure)],
  ];
}

/** Each core as a column of its height. */
export function coreCells(per_core_percent: readonly number[]): Piece[] {
  const size = Math.ceil(per_core_percent.length / MOST_CELLS);
  const cells = Array.from(
    { length: Math.ceil(per_core_percent.length / Math.max(1, size)) },
    (_, cell) => Math.max(...per_core_percent.slice(cell * size, (cell + 1) * size)),
  );
  return cells.map((value) => styled(gauge(value), level(value / 100)));
}

/** Disks that are nearly full, the fullest first; those that are not have nothing to say here. */
function fillingDisks(disks: Health["disks"]): Piece[] {
  return disksWorthShowing(disks)
    .filter((disk) => fullest(disk) >= FILLING_PERCENT && !disk.read_only)
    .sort((a, b) => fullest(b) - fullest(a))
    .flatMap((disk) => [", ", `${disk.mount_point} `, styled(gauge(fullest(disk)), percent(fullest(disk)))])
    .slice(1);
}
