import { type Config, configSchema } from "../../../src/config/mod.ts";
import { CortexError, type MetricHistory, metricHistory, metricsQuery } from "../../../src/contract/mod.ts";
import { createHistory, type History } from "../../../src/metrics/mod.ts";
import { openStore } from "../../../src/store/mod.ts";

const FIGURES = [{ name: "entropy_bits", unit: "bits", help: "Random bits" }];

/** When the tests begin. */
export const START_MS = Date.parse("2026-11-21T12:00:00.000Z");

/** A history with a clock that is moved by hand. */
export interface Kept extends Disposable {
  readonly history: History;
  config: Config;
  now_ms: number;
  /** Asks as a client does, and checks the answer against the contract. */
  ask(input: Record<string, unknown>): MetricHistory;
}

/** A history in memory. */
export function kept(): Kept {
  const state = {
    config: configSchema.parse({}),
    now_ms: START_MS,
  };
  const clock = { wall: () => state.now_ms, steady: () => state.now_ms };
  // No folder can be made below a file.
  const store = openStore({ dir: "/dev/null/state", clock, max_bytes: 268_435_456 });
  const history = createHistory({ store, config: () => state.config, clock, figures: FIGURES });
  return Object.assign(state, {
    history,
    ask: (input: Record<string, unknown>) =>
      metricHistory().parse(history.query(metricsQuery.input().parse(input))),
    [Symbol.dispose]: () => store.close(),
  });
}

/** Whether an error is INVALID_PARAMS about a field. */
export function isUnfit(field: string): (error: unknown) => boolean {
  return (error) =>
    error instanceof CortexError && error.code === "INVALID_PARAMS" && error.details?.["field"] === field;
}
