import { cpuSeconds } from "../process.ts";
import type { Figure } from "../report.ts";
import { settle, startSubject } from "../subject.ts";

/** Processor time while nobody asks, and the cost of a scan by what the collectors say of themselves. */
export async function* idle(quick: boolean): AsyncGenerator<Figure> {
  await using subject = await startSubject();
  await settle(15);
  const seconds = quick ? 30 : 120;
  const before = cpuSeconds(subject.daemon.pid);
  await settle(seconds);
  yield {
    what: "CPU idle, default interval",
    value: (cpuSeconds(subject.daemon.pid) - before) * 60 / seconds,
    unit: "s a minute",
    budget: { at: "most", limit: 0.3 },
  };
  const health = await subject.daemon.get("health.get", "/v1/health");
  const processes = health.processes?.total ?? 0;
  yield {
    what: `one tick, all collectors, ${processes} processes`,
    value: health.collectors.reduce((sum, run) => sum + run.duration_ms, 0),
    unit: "ms",
    budget: { at: "most", limit: 1 + processes * 0.015 },
  };
}
