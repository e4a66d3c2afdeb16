import assert from "node:assert/strict";
import fc from "fast-check";
import { textOf } from "../../../src/assistant/model/text_of.ts";

/** A model whose tokens are bytes of UTF-8. */
const BYTES = { detokenize: (tokens: readonly number[]) => new TextDecoder().decode(new Uint8Array(tokens)) };

const bytesOf = (text: string) => [...new TextEncoder().encode(text)];

/** What is told of a text, byte by byte, and whether it has come to its end. */
function grow(bytes: readonly number[], end: string | null) {
  const told: string[] = [];
  const text = textOf(BYTES, { end, onText: (piece) => told.push(piece) });
  const ended = bytes.findIndex((byte) => text.add(byte));
  return { told, ended, whole: text.end() };
}

Deno.test("a text is told character by character, never half of one", () => {
  assert.deepEqual(grow(bytesOf("aé€😀"), null), { told: ["a", "é", "€", "😀"], ended: -1, whole: "aé€😀" });
});

Deno.test("whatever the text, the pieces are the whole", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
    const well_formed = text.toWellFormed();
    const { told, whole } = grow(bytesOf(well_formed), null);
    assert.equal(told.join(""), whole);
    // A byte order mark at the beginning of a piece is none of the text's.
    if (!well_formed.includes("\ufeff")) assert.equal(whole, well_formed);
  }));
});

Deno.test("bytes that never become a character do not hold the rest back", () => {
  const { whole, told } = grow([0xff, 0xff, 0xff, ...bytesOf("abcdefghij")], null);
  assert.match(whole, /abcdefghij$/);
  assert.equal(told.join(""), whole);
});

Deno.test("what ends a text is no part of it, nor is the space before it", () => {
  const { told, ended, whole } = grow(bytesOf('{"a":1} \n\n\n\n rest'), "\n\n\n\n");
  assert.deepEqual([told.join(""), whole, ended], ['{"a":1}', '{"a":1}', 11]);
  assert.equal(grow(bytesOf('{"a": 1}\n\n'), "\n\n\n\n").whole, '{"a": 1}');
});
