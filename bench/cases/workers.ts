import type { Figure } from "../report.ts";
import { whileDying } from "../waits.ts";

/** Ways to die that do not end the process. */
const WAYS = ["throw", "close", "grow"] as const;

/** What a client waits for while a worker dies, is started again and given up, beside the same thread without one. */
export async function* workers(quick: boolean): AsyncGenerator<Figure> {
  const seconds = quick ? 5 : 20;
  const rest = await whileDying(seconds);
  const { p99_ms } = await whileDying(seconds, "bare");
  yield {
    what: "a ping's wait while Deno's own workers start as often, p99",
    value: p99_ms,
    unit: "ms",
    bare: rest.p99_ms,
  };
  for (const way of WAYS) {
    const { p99_ms, worst_ms } = await whileDying(seconds, way);
    yield {
      what: `a ping's wait while a worker dies by ${way}, p99`,
      value: p99_ms,
      unit: "ms",
      bare: rest.p99_ms,
      budget: { at: "most", limit: 1.1 },
    };
    yield { what: "... the longest", value: worst_ms, unit: "ms" };
  }
}
