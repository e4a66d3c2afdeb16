import assert from "node:assert/strict";
import fc from "fast-check";
import { leastTokens } from "../../../src/assistant/model/estimate.ts";
import { countWords } from "../../../src/assistant/model/words.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** The bounds of a vocabulary, as its header gives them. */
const boundsOf = (tokens: readonly string[]) => ({
  token_bounds: {
    longest: Math.max(...tokens.map((token) => bytes(token).length)),
    most_words: Math.max(...tokens.map((token) => countWords(bytes(token)))),
  },
});

Deno.test("words are runs of letters, digits and _; what is no ASCII parts them", () => {
  const told: [string, number][] = [
    ["", 0],
    ["  \n--", 0],
    ["one", 1],
    [" one, two-3 a_b ", 4],
    ["Pok\u00e9mon", 2],
    ["\u0120the\u2581cat", 2],
  ];
  for (const [text, words] of told) assert.equal(countWords(bytes(text)), words, text);
});

Deno.test("whatever the vocabulary is, and however a prompt is made of its tokens, there are never fewer than said", () => {
  const token = fc.string({
    unit: fc.constantFrom("a", "Z", "7", "_", " ", ".", "\n", "\u00e9"),
    minLength: 1,
    maxLength: 9,
  });
  fc.assert(
    fc.property(
      fc.array(token, { minLength: 1, maxLength: 8 }),
      fc.array(fc.nat(), { maxLength: 60 }),
      fc.array(fc.nat(), { maxLength: 60 }),
      (vocabulary, prefix, prompt) => {
        const textOf = (numbers: readonly number[]) =>
          numbers.map((number) => vocabulary[number % vocabulary.length]).join("");
        const inference = { prefix: textOf(prefix), prompt: textOf(prompt), max_tokens: 1, temperature: 0 };
        assert(leastTokens(boundsOf(vocabulary), inference) <= prefix.length + prompt.length);
      },
    ),
    { numRuns: 500 },
  );
});

Deno.test("a long run of spaces among the tokens makes no prose seem short", () => {
  const vocabulary = [" ".repeat(160), " the", " disk", " is", " full"];
  const inference = { prefix: "", prompt: " the disk is full".repeat(100), max_tokens: 1, temperature: 0 };
  assert.equal(leastTokens(boundsOf(vocabulary), inference), 400);
  assert.equal(leastTokens({ token_bounds: null }, inference), 0, "nothing is known");
});
