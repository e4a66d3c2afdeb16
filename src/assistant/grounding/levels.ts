import type { Evidence } from "../../contract/mod.ts";

/** Words for how much of something is in use, and the shares of it, percent, at which nobody would say them. */
const LEVELS: readonly { readonly words: RegExp; isFalseAt(percent: number): boolean }[] = [
  {
    words: /\b(?:low|lowest|light|lightly|little|idle|(?:almost|nearly|mostly) empty|plenty)\b/i,
    isFalseAt: (percent) => percent >= 80,
  },
  {
    words: /\b(?:normal|fine|healthy|comfortable|unremarkable)\b/i,
    isFalseAt: (percent) => percent >= 95,
  },
  {
    words:
      /\b(?:high|highest|heavy|heavily|exhausted|saturated|overloaded|critical|critically|(?:almost|nearly|completely) full)\b/i,
    isFalseAt: (percent) => percent <= 30,
  },
];

/** Of what is left, the words say the opposite. */
const LEFT = /\b(?:free|available|left|remaining|space|room|unused)\b/i;

/** Facts that say how much of something is in use. */
const USE = /\busage$|\bused$/;

/**
 * Whether a text says of what is in use that it is little or much, and each share that its facts have says the
 * opposite: "Memory is low at 95 %". Words that stand in the facts themselves are theirs; of what is left nothing is
 * said.
 */
export function beliesItsLevel(text: string, facts: readonly Evidence[], known: string): boolean {
  const shares = facts.filter(({ fact, unit }) => unit === "percent" && USE.test(fact)).map(({ value }) =>
    Number(value)
  );
  if (shares.length === 0 || LEFT.test(text)) return false;
  return LEVELS.some(({ words, isFalseAt }) =>
    words.test(text) && !words.test(known) && shares.every((percent) => isFalseAt(percent))
  );
}
