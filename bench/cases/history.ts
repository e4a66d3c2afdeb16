import { configSchema } from "../../src/config/mod.ts";
import { AGGREGATIONS } from "../../src/contract/mod.ts";
import { openStore, type Store } from "../../src/store/mod.ts";
import { median } from "../measure.ts";
import { stopwatch } from "../process.ts";
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
  /** Milliseconds of each write of a block's series and of each step of retention, without waits for a processor. */
  readonly steps_ms: readonly number[];
}

/**
 * Records and retains as the daemon does: the sizes of steps go by the time that passes.
 * @param between What goes on between two steps.
 */
async function record(
  days: number,
  series: number,
  between: (store: Store) => Promise<void> | void,
): Promise<Recorded> {
  const dir = Deno.makeTempDirSync({ prefix: "cortex-bench-" });
  let now_ms = Math.floor(Date.now() / DAY_MS) * DAY_MS - days * DAY_MS;
  const clock = { wall: () => now_ms, steady: () => now_ms + performance.now() };
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
      const passed = stopwatch();
      more = recorder.maintain();
      steps_ms.push(passed());
      await between(store);
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

/** The times of a query of each of these stores, asked in turn: the speed of the machine drifts for all of them. */
function inTurn(stores: readonly Recorded[], query: (recorded: Recorded, round: number) => void): number[] {
  const times = stores.map(() => [] as number[]);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, recorded] of stores.entries()) {
      const before = performance.now();
      query(recorded, round);
      times[index]?.push(performance.now() - before);
    }
  }
  return times.map(median);
}

/** One series over the whole time in 3,000 values, in each aggregation: the time of the slowest, milliseconds. */
function queryMs(stores: readonly Recorded[], days: number): number[] {
  const step_ms = Math.ceil(days * DAY_MS / 3000 / 900_000) * 900_000;
  const count = Math.floor(days * DAY_MS / step_ms);
  const times = AGGREGATIONS.map((aggregation) =>
    inTurn(stores, ({ recorder, end_ms }, round) => {
      const range = { from_ms: end_ms - count * step_ms, step_ms, count };
      recorder.read({ name: "cpu", subject: `${round}` }, "coarse", range, aggregation);
    })
  );
  return stores.map((_, index) => Math.max(...times.map((each) => each[index] ?? NaN)));
}

/** Every series of a day, 50 values each. */
function manyMs(stores: readonly Recorded[]): number[] {
  return inTurn(stores, ({ recorder, end_ms }) => {
    const range = { from_ms: end_ms - DAY_MS, step_ms: 1_800_000, count: 48 };
    for (let series = 0; series < SERIES; series++) {
      recorder.read({ name: "cpu", subject: `${series}` }, "coarse", range, "avg");
    }
  });
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
  using once = await record(days, SERIES, (store) => store.checkpoint());
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
  using ten = await record(days, SERIES * 10, () => {});
  const [query = NaN, query_ten = NaN] = queryMs([once, ten], days);
  const [many = NaN, many_ten = NaN] = manyMs([once, ten]);
  const most = { at: "most", limit: 20 } as const;
  yield { what: `history, query of 1 series over ${days} days`, value: query, unit: "ms", budget: most };
  yield { what: `history, query of ${SERIES} series over a day`, value: many, unit: "ms", budget: most };
  const flat = { at: "most", limit: 1.5 } as const;
  const tenfold = (what: string, value: number, bare: number): Figure => {
    return {
      what: `history, query of ${what}, tenfold table (bare: as it was)`,
      value,
      unit: "ms",
      bare,
      budget: flat,
    };
  };
  yield tenfold("1 series", query_ten, query);
  yield tenfold(`${SERIES} series`, many_ten, many);
  yield { what: `history, a tick of ${SERIES} series`, value: tickMicroseconds(once), unit: "us" };
}
