import type { EvidenceSample } from "../contract/mod.ts";
import type { Course } from "./known.ts";

/** A figure that went up or down, and stayed there. */
export interface Move {
  readonly way: "rose" | "fell";
  /** When, milliseconds since 1970: as exact as the readings of the course. */
  readonly at_ms: number;
  /** Averages before and from then on, with their readings. */
  readonly before: Level;
  readonly after: Level;
}

/** Where a figure stood for a time. */
export interface Level {
  readonly avg: number;
  readonly samples: readonly EvidenceSample[];
}

/** Readings without which a move is not told from noise. */
const LEAST_SAMPLES = 4;
/** Part of the spread that the move explains, and its size beside the higher level. */
const LEAST_EXPLAINED = 0.5;
const LEAST_SIZE = 0.2;

/** The one moment that best splits a course into two levels; null where it has none: it is level, or all noise. */
export function moveOf({ samples: { avg: samples } }: Course): Move | null {
  const total = spread(samples);
  if (samples.length < LEAST_SAMPLES || total === 0) return null;
  const splits = samples.slice(1).map((_, index) => {
    const before = samples.slice(0, index + 1);
    const after = samples.slice(index + 1);
    return { before, after, rest: spread(before) + spread(after) };
  });
  const best = splits.reduce((a, b) => b.rest < a.rest ? b : a);
  const [before, after] = [levelOf(best.before), levelOf(best.after)];
  const size = Math.abs(after.avg - before.avg) / Math.max(Math.abs(after.avg), Math.abs(before.avg));
  const [first] = best.after;
  if (first === undefined || 1 - best.rest / total < LEAST_EXPLAINED || size < LEAST_SIZE) return null;
  return { way: after.avg > before.avg ? "rose" : "fell", at_ms: Date.parse(first.at), before, after };
}

function levelOf(samples: readonly EvidenceSample[]): Level {
  return { avg: samples.reduce((sum, { value }) => sum + value, 0) / samples.length, samples };
}

/** Sum of squares about the mean. */
function spread(samples: readonly EvidenceSample[]): number {
  const { avg } = levelOf(samples);
  return samples.reduce((sum, { value }) => sum + (value - avg) ** 2, 0);
}
