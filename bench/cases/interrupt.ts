import { interrupt as killInTheMiddle, KINDS } from "../../tests/e2e/_interrupted.ts";
import type { Figure } from "../report.ts";

/** SIGKILL in the middle of writes of the configuration, of migrations and of restores, 100 rounds each. */
export async function* interrupt(quick: boolean): AsyncGenerator<Figure> {
  for (const kind of KINDS) {
    const { rounds, in_the_middle, mixtures } = await killInTheMiddle(kind, quick ? 10 : 100, Math.random);
    yield {
      what: `neither old nor new, ${kind}, ${rounds} x kill -9`,
      value: mixtures.length,
      unit: "",
      budget: { at: "most", limit: 0 },
    };
    yield { what: `... of them with some writes done and some not`, value: in_the_middle, unit: "rounds" };
  }
}
