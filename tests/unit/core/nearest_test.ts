import assert from "node:assert/strict";
import fc from "fast-check";
import { editDistance, nearest } from "../../../src/core/nearest.ts";

const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });

Deno.test("nearest: edits are inserts, deletes, replacements and swaps of neighbours", () => {
  for (
    const [a, b, edits] of [
      ["", "abc", 3],
      ["vim", "vim", 0],
      ["postgrsql", "postgresql", 1],
      ["ndoe", "node", 1],
      ["kitten", "sitting", 3],
    ] as const
  ) {
    assert.equal(editDistance(a, b), edits);
    assert.equal(editDistance(b, a), edits);
  }
});

Deno.test("nearest: one edit is one, whatever was compared before", () => {
  fc.assert(fc.property(word, word, word, fc.nat(), (other, another, text, seed) => {
    editDistance(other, another);
    const at = seed % (text.length + 1);
    const [head, tail] = [text.slice(0, at), text.slice(at)];
    assert.equal(editDistance(text, text), 0);
    assert.equal(editDistance(text, `${head}x${tail}`), 1);
    if (tail.length > 0) assert.equal(editDistance(text, `${head}x${tail.slice(1)}`), 1);
    const [first = "", second = ""] = tail;
    if (second === "" || first === second) return;
    assert.equal(editDistance(text, `${head}${second}${first}${tail.slice(2)}`), 1);
  }));
});

Deno.test("nearest: up to a limit the edits are counted, beyond it they are only more", () => {
  fc.assert(fc.property(word, word, fc.nat(8), (a, b, limit) => {
    const edits = editDistance(a, b);
    const limited = editDistance(a, b, limit);
    if (edits <= limit) assert.equal(limited, edits);
    else assert.ok(limited > limit);
  }));
});

Deno.test("nearest: what differs in more than a third of its letters was not meant", () => {
  assert.equal(nearest("prot", ["host", "port"]), "port");
  assert.equal(nearest("xyz", ["host", "port"]), undefined);
});
