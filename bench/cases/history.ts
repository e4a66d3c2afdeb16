import { configSchema } from "../../src/config/mod.ts";
import { AGGREGATIONS } from "../../src/contract/mod.ts";
import { openStore, type Store } from "../../src/store/mod.ts";
import { median } from "../measure.ts";
import type { Figure } from "../report.ts";

const MEBI = 1024 * 1024;
const TICK_MS = 10_000;
const DAY_MS = 86_400_000;
const DAY_TICKS = DAY_MS / TICK_MS;
/** Ticks between two writes: the journal is not what is measured. */
const BLOCK_TICKS = 180;
const SERIES = 60;
const ROUNDS = 21;

type Recorder = ReturnType<Store["history"]["record"]>;

/** A store with so many days of so many series; gone with the block. */
interface Recorded extends Disposable {
  readonly store: Store;
  readonly recorder: Recorder;
  readonly end_ms: number;
  /** Milliseconds of each write of a block's series and of each step of retention. */
  readonly steps_ms: readonly number[];
}

function record(days: number, series: number): Recorded {
  const dir = Deno.makeTempDirSync({ prefix: "cortex-bench-" });
  let now_ms = Math.floor(Date.now() / DAY_MS) * DAY_MS - days * DAY_MS;
  const clock = { wall: () => now_ms, steady: () => now_ms };
  const store = openStore({ dir, clock, max_bytes: 4096 * MEBI });
  const recorder = store.history.record(configSchema.parse({ history: { max_series: 2000 } }));
  const values = Array.from(
    { length: series },
    (_, index) => ({ name: "cpu", subject: `${index}`, value: 0 }),
  );
  const steps_ms: number[] = [];
  for (let tick = 0; tick < days * DAY_TICKS; tick++) {
    for (const one of values) one.value = Math.random() * 100;
    recorder.append(now_ms, values);
    now_ms += TICK_MS;
    if (tick % BLOCK_TICKS !== 0) continue;
    recorder.flush();
    for (let more = true; more;) {
      const before = performance.now();
      more = recorder.maintain();
      steps_ms.push(performance.now() - before);
    }
  }
  return {
    store,
    recorder,
    end_ms: now_ms,
    steps_ms: steps_ms.sort((a, b) => a - b),
    [Symbol.dispose]: () => {
      store.close();
      Deno.removeSync(dir, { recursive: true });
    },
  };
}

/** One series over the whole time in 3,000 values, in each aggregation: the time of the slowest, milliseconds. */
function queryMs({ recorder, end_ms }: Recorded, days: number): number {
  const step_ms = Math.ceil(days * DAY_MS / 3000 / 900_000) * 900_000;
  const count = Math.floor(days * DAY_MS / step_ms);
  const range = { from_ms: end_ms - count * step_ms, step_ms, count };
  const times = AGGREGATIONS.map((aggregation) =>
    median(Array.from({ length: ROUNDS }, (_, round) => {
      const before = performance.now();
      recorder.read({ name: "cpu", subject: `${round}` }, "coarse", range, aggregation);
      return performance.now() - before;
    }))
  );
  return Math.max(...times);
}

/** Every series of a day, 50 values each. */
function manyMs({ recorder, end_ms }: Recorded): number {
  const range = { from_ms: end_ms - DAY_MS, step_ms: 1_800_000, count: 48 };
  return median(Array.from({ length: ROUNDS }, () => {
    const before = performance.now();
    for (let series = 0; series < SERIES; series++) {
      recorder.read({ name: "cpu", subject: `${series}` }, "coarse", range, "avg");
    }
    return performance.now() - before;
  }));
}

/** The time of a tick of 60 series, its write to the journal included, microseconds. */
function tickMicroseconds({ recorder, end_ms }: Recorded): number {
  const values = Array.from(
    { length: SERIES },
    (_, index) => ({ name: "cpu", subject: `${index}`, value: 1 }),
  );
  return median(Array.from({ length: 161 }, (_, tick) => {
    const before = performance.now();
    recorder.append(end_ms + tick * TICK_MS, values);
    recorder.flush();
    return 1000 * (performance.now() - before);
  }));
}

/** The history on its own: bytes, blocking steps, and queries over it and over one ten times as large. */
export async function* history(quick: boolean): AsyncGenerator<Figure> {
  const days = quick ? 8 : 30;
  const label = `${days} days, ${SERIES} series`;
  using once = record(days, SERIES);
  const { bytes } = once.store.health();
  const [fine, medium, coarse] = [Math.min(days, 1), Math.min(days, 7), Math.min(days, 30)];
  const values = SERIES * (fine * 8640 + 3 * medium * 1440 + 3 * coarse * 96);
  yield {
    what: `history, ${label}`,
    value: bytes / MEBI,
    unit: "MiB",
    budget: { at: "most", limit: 32 },
  };
  yield { what: "history, a value", value: bytes / values, unit: "bytes", budget: { at: "most", limit: 4 } };
  const { steps_ms } = once;
  yield {
    what: `history, a step of retention, p99 of ${steps_ms.length}`,
    value: steps_ms[Math.floor(steps_ms.length * 0.99)] ?? NaN,
    unit: "ms",
    budget: { at: "most", limit: 10 },
  };
  yield { what: "history, a step of retention, the longest", value: steps_ms.at(-1) ?? NaN, unit: "ms" };
  const query = queryMs(once, days);
  const many = manyMs(once);
  const most = { at: "most", limit: 20 } as const;
  yield { what: `history, query of 1 series over ${days} days`, value: query, unit: "ms", budget: most };
  yield { what: `history, query of ${SERIES} series over a day`, value: many, unit: "ms", budget: most };
  using ten = record(days, SERIES * 10);
  yield {
    what: "history, query of 1 series, tenfold table (bare: as it was)",
    value: queryMs(ten, days),
    unit: "ms",
    bare: query,
    budget: { at: "most", limit: 1.5 },
  };
  yield {
    what: `history, query of ${SERIES} series, tenfold table (bare: as it was)`,
    value: manyMs(ten),
    unit: "ms",
    bare: many,
    budget: { at: "most", limit: 1.5 },
  };
  yield { what: `history, a tick of ${SERIES} series`, value: tickMicroseconds(once), unit: "us" };
}
