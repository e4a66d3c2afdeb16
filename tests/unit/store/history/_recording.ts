import { type Config, configSchema } from "../../../../src/config/mod.ts";
import type { Clock } from "../../../../src/core/clock.ts";
import { openStore, type Store } from "../../../../src/store/mod.ts";
import { handClock } from "../../core/hand_clock.ts";

/** When the recordings begin: the start of a block of each tier. */
export const START_MS = Date.parse("2026-11-21T12:00:00.000Z");
/** The default step of the finest tier. */
export const TICK_MS = 10_000;

export type Recorder = ReturnType<Store["history"]["record"]>;

/** A clock at the start of the recordings. */
export const recordingClock = () => handClock(START_MS);

/** A store that records with settings other than the defaults. */
export function recording(
  dir: string,
  { clock = recordingClock(), history = {}, max_bytes = 268_435_456 }: {
    readonly clock?: Clock;
    readonly history?: Partial<Config["history"]>;
    readonly max_bytes?: number;
  } = {},
): { readonly store: Store; readonly recorder: Recorder; readonly config: Config } {
  const config = configSchema.parse({ history });
  const store = openStore({ dir, clock, max_bytes });
  return { store, recorder: store.history.record(config), config };
}

/** One value of the series `cpu`, kept at once. */
export function put(recorder: Recorder, at_ms: number, value: number, subject = ""): void {
  recorder.append(at_ms, [{ name: "cpu", subject, value }]);
  recorder.flush();
}

/** Moves every block that is over to the disk and removes what has expired. */
export function settle(recorder: Recorder): number {
  let steps = 0;
  while (recorder.maintain()) steps++;
  return steps;
}

/** The values of `cpu` in so many steps, null where there is none. */
export function values(
  recorder: Recorder,
  { from_ms = START_MS, step_ms = TICK_MS, count = 10, tier = "fine" as const, subject = "" }: {
    readonly from_ms?: number;
    readonly step_ms?: number;
    readonly count?: number;
    readonly tier?: "fine" | "medium" | "coarse";
    readonly subject?: string;
  } = {},
  aggregation: "min" | "avg" | "max" | "last" = "avg",
): (number | null)[] {
  const read = recorder.read({ name: "cpu", subject }, tier, { from_ms, step_ms, count }, aggregation);
  return Array.from(read, (value) => Number.isNaN(value) ? null : value);
}
