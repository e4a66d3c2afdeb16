import type { Health, PersistentUser } from "../contract/mod.ts";
import type { Sample } from "../core/sample.ts";

/** What the judgement depends on. */
export interface LoadInput {
  readonly sample: Pick<Sample, "host" | "cpu" | "memory" | "pressure">;
  /** Thresholds of warnings in force, by rule; null: there is none. */
  readonly thresholds: Readonly<Record<LoadFigure, number | null>>;
  readonly persistent: readonly PersistentUser[];
}

/** Rules whose figures make a host heavy. */
export type LoadFigure = "cpu" | "memory" | "load" | "cpu_pressure" | "memory_pressure" | "io_pressure";

/** How loaded a host is, and why: heavy and medium figures, the heavy ones first. */
export type LoadJudgement = Pick<Health, "load_status" | "load_reasons">;

/** Share of CPU or memory above which a host that is not heavy is medium; of other figures, of their threshold. */
const MEDIUM_PERCENT = 60;
/** Users named. */
const NAMED = 5;

interface Reason {
  readonly heavy: boolean;
  readonly text: string;
}

/**
 * heavy at a threshold or with a persistent user, medium above 60 %, else light. Load counts by core, and what waits
 * counts by pressure, so that a number that is large for one host is not for another. What is unknown does not count.
 */
export function loadStatus({ sample, thresholds, persistent }: LoadInput): LoadJudgement {
  const { cpu, memory, pressure } = sample;
  const cores = Math.max(1, sample.host.cores);
  const judge = (
    figure: LoadFigure,
    value: number | undefined,
    text: (value: number) => string,
  ): Reason[] => {
    if (value === undefined) return [];
    const heavy_from = thresholds[figure];
    const absolute = figure === "cpu" || figure === "memory";
    const medium_above = absolute
      ? MEDIUM_PERCENT
      : heavy_from === null
      ? Infinity
      : heavy_from * MEDIUM_PERCENT / 100;
    if (heavy_from !== null && value >= heavy_from) {
      return [{ heavy: true, text: `${text(value)}; heavy from ${figureOf(heavy_from)}` }];
    }
    return value > medium_above
      ? [{ heavy: false, text: `${text(value)}; medium above ${figureOf(medium_above)}` }]
      : [];
  };
  const waited = (what: string) => (value: number) =>
    `Tasks waited for ${what} in ${figureOf(value)} % of the last minute`;
  const reasons = [
    ...judge("cpu", cpu?.usage_percent, (value) => `CPU at ${figureOf(value)} % of ${coresOf(cores)}`),
    ...judge("memory", memory?.usage_percent, (value) => `Memory at ${figureOf(value)} %`),
    ...judge(
      "load",
      cpu === null ? undefined : cpu.load_5 / cores,
      (value) => `Load of 5 minutes at ${figureOf(value)} a core`,
    ),
    ...judge("cpu_pressure", pressure?.cpu?.some_avg60, waited("CPU")),
    ...judge("memory_pressure", pressure?.memory?.some_avg60, waited("memory")),
    ...judge("io_pressure", pressure?.io?.some_avg60, waited("I/O")),
    ...persistent.slice(0, NAMED).map((user): Reason => ({ heavy: true, text: userText(user) })),
  ];
  const heavy = reasons.filter((reason) => reason.heavy);
  const medium = reasons.filter((reason) => !reason.heavy);
  return {
    load_status: heavy.length > 0 ? "heavy" : medium.length > 0 ? "medium" : "light",
    load_reasons: [...heavy, ...medium].map(({ text }) => text),
  };
}

function userText({ user, resource, since, average_percent }: PersistentUser): string {
  const whole = resource === "cpu" ? "of all cores" : "of the memory";
  const time = `${since.slice(0, 16).replace("T", " ")} UTC`;
  return `User "${user}" at ${figureOf(average_percent)} % ${whole} on average since ${time}`;
}

function coresOf(cores: number): string {
  return cores === 1 ? "one core" : `${cores} cores`;
}

/** At most two decimals below 10, one above. */
function figureOf(value: number): string {
  const digits = value < 10 ? 100 : 10;
  return String(Math.round(value * digits) / digits);
}
