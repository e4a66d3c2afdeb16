import { createAssistant } from "../../src/assistant/mod.ts";
import { systemClock } from "../../src/core/clock.ts";
import { call, sourcesOf } from "../../tests/unit/assistant/_sources.ts";
import { numbersOf, output, scriptedEngine } from "../../tests/unit/assistant/_engine.ts";
import { median } from "../measure.ts";
import type { Figure } from "../report.ts";

const QUESTION = { question: "How much memory is in use?", model: true };

/** Answers of the assistant: the core's own, one whose words are checked, and one that was kept. */
export async function* answers(quick: boolean): AsyncGenerator<Figure> {
  const rounds = quick ? 200 : 2000;
  const sources = sourcesOf({ values: [10, 20, 30] });
  const engine = scriptedEngine((inference) =>
    output([{ text: "Memory is at 25 %", facts: numbersOf(inference, /memory usage: 25 %/).slice(0, 1) }])
  );
  const times = async (ask: (round: number) => Promise<unknown>) => {
    const each: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const before = performance.now();
      await ask(round);
      each.push(performance.now() - before);
    }
    return each.toSorted((a, b) => a - b);
  };
  const assistant = createAssistant(sources, systemClock, { engine, redact: () => true });
  const core = await times(() => assistant.ask({ ...QUESTION, model: false }, call));
  yield { what: "answer of the core", value: median(core), unit: "ms" };
  const checked = await times((round) =>
    assistant.ask({ ...QUESTION, question: `${QUESTION.question} ${round}` }, call)
  );
  yield { what: "answer of a model, all but the model's own time", value: median(checked), unit: "ms" };
  const kept = await times(() => assistant.ask(QUESTION, call));
  const budget = { at: "most", limit: 1 } as const;
  yield { what: "answer that was kept, p50", value: median(kept), unit: "ms", budget };
  yield {
    what: "answer that was kept, p99",
    value: kept[Math.floor(rounds * 0.99)] ?? NaN,
    unit: "ms",
    budget,
  };
}
