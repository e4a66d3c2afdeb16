import type { FuzzOutcome } from "../../tests/unit/fuzz/_target.ts";
import { TARGETS } from "../../tests/unit/fuzz/_targets.ts";
import { numberOption } from "../options.ts";
import type { Figure } from "../report.ts";

/** Inputs that are nearly right for everything that takes input from outside: `--runs N` in all. */
export async function* fuzz(quick: boolean): AsyncGenerator<Figure | string> {
  const runs = numberOption("--runs", quick ? 20_000 : 1_000_000);
  let rejections = 0;
  const reject = (event: PromiseRejectionEvent) => {
    event.preventDefault();
    rejections++;
  };
  globalThis.addEventListener("unhandledrejection", reject);
  const outcomes: FuzzOutcome[] = [];
  for (const [target, percent] of TARGETS) {
    const outcome = await target.run({ runs: Math.ceil(runs * percent / 100) });
    outcomes.push(outcome);
    yield {
      what: `${target.name}: longest of ${outcome.inputs.toLocaleString("en-US")} inputs`,
      value: outcome.worst_ms,
      unit: "ms",
      budget: { at: "most", limit: 1000 },
    };
    if (outcome.failure !== null) yield outcome.failure;
  }
  globalThis.removeEventListener("unhandledrejection", reject);
  const inputs = outcomes.reduce((sum, outcome) => sum + outcome.inputs, 0);
  yield {
    what: `not taken nor refused with a typed error, of ${inputs.toLocaleString("en-US")}`,
    value: outcomes.filter(({ failure }) => failure !== null).length,
    unit: "targets",
    budget: { at: "most", limit: 0 },
  };
  yield { what: "unhandled rejections", value: rejections, unit: "", budget: { at: "most", limit: 0 } };
}
