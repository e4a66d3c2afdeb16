import assert from "node:assert/strict";
import fc from "fast-check";
import { keyReader } from "../../../cli/live/keys.ts";

const read = (...pieces: string[]) => {
  const reader = keyReader();
  return pieces.flatMap((piece) => reader(piece));
};

Deno.test("characters, control characters and sequences of a terminal", () => {
  assert.deepEqual(read("aß日🦕 "), ["a", "ß", "日", "🦕", " "]);
  assert.deepEqual(read("\r\t\x7f\x03"), ["enter", "tab", "backspace", "ctrl_c"]);
  assert.deepEqual(read("\x1b[A\x1bOB\x1b[5~\x1b[Z"), ["up", "down", "page_up", "back_tab"]);
});

Deno.test("ESC alone is a key, a sequence that is not known is none", () => {
  assert.deepEqual(read("\x1b"), ["escape"]);
  assert.deepEqual(read("\x1bq"), ["escape", "q"]);
  assert.deepEqual(read("\x1b[1;5Cx\x1b[200~y"), ["x", "y"]);
});

Deno.test("a sequence that is cut between two pieces is still one key", () => {
  assert.deepEqual(read("x\x1b[", "A"), ["x", "up"]);
  assert.deepEqual(read("\x1b[1", "~y"), ["home", "y"]);
});

Deno.test("no input throws, and a key is one character or has a name", () => {
  const noise = fc.array(
    fc.oneof(fc.constantFrom("\x1b", "[", "O", "1", ";", "~", "A", "\x00", "\x9b"), fc.string()),
  );
  fc.assert(fc.property(noise, (pieces) => {
    for (const key of read(...pieces)) {
      assert.ok([...key].length === 1 ? !/\p{Cc}/u.test(key) : /^[a-z_]+$/.test(key), JSON.stringify(key));
    }
  }));
});
