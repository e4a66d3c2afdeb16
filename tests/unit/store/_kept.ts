import { type Config, configSchema } from "../../../src/config/mod.ts";
import { openStore } from "../../../src/store/mod.ts";

/** Members of the configuration that decide how samples lie in the state. */
export type Sampling = Pick<Config, "history" | "monitor">;

/**
 * All that a state folder keeps, as it is read at a moment. Throws where the state is not sound.
 * @param at_ms When that is; what has expired then is not there.
 */
export function keptIn(dir: string, at_ms: number, { history, monitor }: Sampling = configSchema.parse({})) {
  using store = openStore({ dir, clock: { wall: () => at_ms, steady: () => 0 }, max_bytes: 268_435_456 });
  const { state, message } = store.health();
  if (state !== "ok") throw new Error(`Cannot read ${dir}: ${message}`);
  const recorder = store.history.record({ history, monitor });
  const step_ms = monitor.interval_seconds * 1000;
  const count = 60;
  const range = { from_ms: Math.ceil(at_ms / step_ms - count) * step_ms, step_ms, count };
  const memory = recorder.read({ name: "memory_usage_percent", subject: "" }, "fine", range, "avg");
  return {
    alerts: store.alerts.all(),
    events: store.events.after(0, 1000),
    silences: store.silences.all(),
    jobs: store.jobs.all(),
    outbox: store.outbox.after(0, 1000),
    consumers: store.outbox.consumers(),
    memory_usage_percent: Array.from(memory, (value) => Number.isNaN(value) ? null : value),
  };
}
