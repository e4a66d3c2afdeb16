import { killRounds } from "../../tests/e2e/_kill_rounds.ts";
import { median } from "../measure.ts";
import type { Figure } from "../report.ts";

/** SIGKILL at a random time under load, 200 rounds: what was lost, and how long the next start takes. */
export async function* kill(quick: boolean): AsyncGenerator<Figure> {
  const { rounds, acknowledged, lost, ready_ms } = await killRounds(quick ? 20 : 200, Math.random);
  yield {
    what: `lost of ${acknowledged} acknowledged, ${rounds} x kill -9`,
    value: lost.length,
    unit: "alerts",
    budget: { at: "most", limit: 0 },
  };
  yield { what: "ready after kill -9, median", value: median(ready_ms), unit: "ms" };
  yield {
    what: "ready after kill -9, worst",
    value: Math.max(...ready_ms),
    unit: "ms",
    budget: { at: "most", limit: 1000 },
  };
}
