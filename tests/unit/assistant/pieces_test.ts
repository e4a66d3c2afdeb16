import assert from "node:assert/strict";
import { inPieces } from "../../../src/assistant/model/pieces.ts";

Deno.test("the first piece is told at once, those that come soon after it together", () => {
  const told: string[] = [];
  let now_ms = 0;
  const pieces = inPieces((text) => told.push(text), () => now_ms);
  for (const text of ["a", "b", "c", "d", "e"]) {
    pieces.add(text);
    now_ms += 15;
  }
  assert.deepEqual(told, ["a", "bcd"]);
  pieces.end();
  pieces.end();
  assert.deepEqual(told, ["a", "bcd", "e"]);
});

Deno.test("of a slow model each piece is told as it comes", () => {
  const told: string[] = [];
  let now_ms = 0;
  const pieces = inPieces((text) => told.push(text), () => now_ms);
  for (const text of ["a", "b", "c"]) {
    pieces.add(text);
    now_ms += 60;
  }
  pieces.end();
  assert.deepEqual(told, ["a", "b", "c"]);
});
