import { restartRounds } from "../../tests/e2e/_restart_rounds.ts";
import type { Figure } from "../report.ts";

/** Restarts in place while clients that try nothing twice ask without a pause. */
export async function* restart(quick: boolean): AsyncGenerator<Figure> {
  const rounds = quick ? 2 : 8;
  const { requests, failures, slowest_ms } = await restartRounds(rounds, quick ? 10_000 : 100_000);
  yield {
    what: `failed of ${requests} requests, ${rounds} restarts in place`,
    value: failures.length,
    unit: "requests",
    budget: { at: "most", limit: 0 },
  };
  yield { what: "... the slowest answer", value: slowest_ms, unit: "ms" };
}
