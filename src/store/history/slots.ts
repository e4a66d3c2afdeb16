import type { Aggregation } from "../../contract/mod.ts";

/** Values at equal distances; NaN where there is none. */
export interface Slots {
  readonly start_ms: number;
  readonly step_ms: number;
  readonly values: Float32Array;
}

/** Least, mean and greatest value of each slot, in the order they are kept in. */
export const PLANES = ["min", "avg", "max"] as const;
/** One of the values of a slot. */
export type Plane = (typeof PLANES)[number];
/** The values of a block: one plane, or one each of {@link PLANES}. */
export type Planes = readonly Float32Array[];

/** Slots without a value. */
export function gaps(count: number): Float32Array {
  return new Float32Array(count).fill(NaN);
}

/** Makes one slot of each `ratio` slots; gaps count for nothing. */
export function coarsen(values: Float32Array, ratio: number): Planes {
  const count = Math.ceil(values.length / ratio);
  const [min, avg, max] = [gaps(count), gaps(count), gaps(count)];
  for (let slot = 0; slot < count; slot++) {
    let [least, greatest, sum, seen] = [Infinity, -Infinity, 0, 0];
    const end = Math.min((slot + 1) * ratio, values.length);
    for (let at = slot * ratio; at < end; at++) {
      const value = values[at] ?? NaN;
      if (Number.isNaN(value)) continue;
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
      sum += value;
      seen++;
    }
    if (seen === 0) continue;
    min[slot] = least;
    avg[slot] = sum / seen;
    max[slot] = greatest;
  }
  return [min, avg, max];
}

/** A range cut into steps of equal length. */
export interface Range {
  readonly from_ms: number;
  readonly step_ms: number;
  /** Number of steps. */
  readonly count: number;
}

/** Gathers slots into the steps of a range. */
export interface Fold {
  /** Slots outside the range are passed over. Later ones must come later where the last value counts. */
  add(slots: Slots): void;
  /** A value for each step; NaN where no slot had one. */
  values(): Float64Array;
}

/** Gathers by an aggregation. A mean weighs each slot by its time. */
export function createFold({ from_ms, step_ms, count }: Range, aggregation: Aggregation): Fold {
  const kept = new Float64Array(count).fill(NaN);
  const weights = new Float64Array(aggregation === "avg" ? count : 0);
  const end_ms = from_ms + step_ms * count;
  return {
    add: (slots) => {
      const { start_ms, step_ms: width, values } = slots;
      const first = Math.max(0, Math.ceil((from_ms - start_ms) / width));
      const last = Math.min(values.length, Math.ceil((end_ms - start_ms) / width));
      for (let slot = first; slot < last; slot++) {
        const value = values[slot] ?? NaN;
        if (Number.isNaN(value)) continue;
        const step = Math.floor((start_ms + slot * width - from_ms) / step_ms);
        const before = kept[step] ?? NaN;
        if (Number.isNaN(before) || aggregation === "last") kept[step] = value;
        else if (aggregation === "min") kept[step] = Math.min(before, value);
        else if (aggregation === "max") kept[step] = Math.max(before, value);
        else {
          const weight = weights[step] ?? 0;
          kept[step] = (before * weight + value * width) / (weight + width);
        }
        if (aggregation === "avg") weights[step] = (weights[step] ?? 0) + width;
      }
    },
    values: () => kept,
  };
}
