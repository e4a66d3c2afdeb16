import type { Asker } from "../../../src/assistant/wording.ts";
import type { Engine, Inference, InferenceOptions, InferenceResult } from "../../../src/assistant/engine.ts";

/** An engine that says what a test wants it to. */
export interface ScriptedEngine extends Engine {
  /** What it was asked, in order. */
  readonly asked: Inference[];
}

/** What an engine says: the whole text, or what makes one of a prompt. */
export type Script = string | object | ((inference: Inference, options: InferenceOptions) => string | object);

/** An engine whose answers are written beforehand; objects are said as JSON, in pieces of a few characters. */
export function scriptedEngine(script: Script, more: Partial<InferenceResult> = {}): ScriptedEngine {
  const asked: Inference[] = [];
  return {
    asked,
    model: () => "scripted",
    infer: async (inference, options) => {
      asked.push(inference);
      const said = typeof script === "function" ? script(inference, options) : script;
      const text = typeof said === "string" ? said : JSON.stringify(said);
      for (let begin = 0; begin < text.length; begin += PIECE) {
        await Promise.resolve();
        options.onText?.(text.slice(begin, begin + PIECE));
      }
      return {
        text,
        tokens: text.length,
        evaluated_tokens: inference.prompt.length,
        ended_by: "model",
        model: "scripted",
        ...more,
      };
    },
  };
}

const PIECE = 7;

/** Takes the texts that an asker is told, in order. */
export function listener(): { readonly texts: string[]; readonly tell: NonNullable<Asker["tell"]> } {
  const texts: string[] = [];
  return {
    texts,
    tell: (news) => {
      if (news.type === "text") texts.push(news.text);
    },
  };
}

/** A whole output with these statements. */
export function output(
  statements: readonly unknown[],
  { likely_causes = [], commands = [] }: { likely_causes?: unknown[]; commands?: unknown[] } = {},
): object {
  return { statements, likely_causes, commands };
}

/** The numbers of the facts in a prompt whose line fits. */
export function numbersOf({ prefix, prompt }: Inference, line: RegExp): number[] {
  return `${prefix}\n${prompt}`.split("\n").filter((one) => /^\[\d+\] /.test(one) && line.test(one))
    .map((one) => Number(/^\[(\d+)\]/.exec(one)?.[1]));
}
