import type { Evidence } from "../contract/mod.ts";
import { type Fact, textOf } from "./fact.ts";

/**
 * Words with facts among them. Whatever is not the same in every answer is a fact, so no figure can be said that is
 * not in the evidence.
 */
export type Sentence = readonly (string | Fact)[];

/** Writes a sentence, without its full stop: only facts and other sentences can be put into it. */
export function say(words: TemplateStringsArray, ...inner: readonly (Fact | Sentence)[]): Sentence {
  return words.flatMap((word, index) => {
    const next = inner[index];
    if (next === undefined) return [word];
    return isSentence(next) ? [word, ...next] : [word, next];
  });
}

/** A number of things, the noun in the form that fits. */
export function counted(fact: Fact, one: string, many = `${one}s`): Sentence {
  return [fact, ` ${fact.value === 1 ? one : many}`];
}

/** One after another, with `, ` or another mark between them. */
export function listed(sentences: readonly Sentence[], mark = ", "): Sentence {
  return sentences.flatMap((sentence, index) => index === 0 ? sentence : [mark, ...sentence]);
}

/** An answer's text, and what it rests on. */
export interface Composed {
  readonly answer: string;
  readonly evidence: readonly Evidence[];
  /** Numbers of the evidence that a sentence rests on. */
  cited(sentence: Sentence): readonly number[];
}

/** Puts paragraphs of sentences together; each sentence cites its facts, each fact has one number. */
export function compose(paragraphs: readonly (readonly Sentence[])[]): Composed {
  const evidence = new Map<string, Evidence>();
  const citations = new Map<Sentence, readonly number[]>();
  const written = new Set<string>();
  const cite = (fact: Fact): Evidence => {
    const key = JSON.stringify(Object.values(fact));
    const known = evidence.get(key) ?? { n: evidence.size + 1, ...fact, text: textOf(fact) };
    evidence.set(key, known);
    return known;
  };
  const write = (sentence: Sentence): string => {
    const cited = new Set<number>();
    const text = sentence.map((part) => {
      if (typeof part === "string") return part;
      const { n, text } = cite(part);
      cited.add(n);
      return text;
    }).join("").replace(/\.$/, "");
    citations.set(sentence, [...cited]);
    if (cited.size > 0) return `${text} [${[...cited].join(", ")}].`;
    return text.endsWith("?") ? text : `${text}.`;
  };
  const answer = paragraphs
    .map((sentences) => sentences.map(write).filter((text) => isNew(text, written)).join(" "))
    .filter((paragraph) => paragraph !== "")
    .join("\n");
  return {
    answer,
    evidence: [...evidence.values()],
    cited: (sentence) => citations.get(sentence) ?? [],
  };
}

/** Whether a text was not written before: two topics may say the same. */
function isNew(text: string, written: Set<string>): boolean {
  const before = written.size;
  return written.add(text).size > before;
}

function isSentence(part: Fact | Sentence): part is Sentence {
  return Array.isArray(part);
}
