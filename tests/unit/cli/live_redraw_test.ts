import assert from "node:assert/strict";
import fc from "fast-check";
import { redraw } from "../../../cli/live/redraw.ts";
import { createEmulator } from "./_emulator.ts";

Deno.test("only lines that differ are written, and nothing where nothing does", () => {
  assert.equal(redraw(["a", "b", "c"], ["a", "b", "c"]), "");
  assert.equal(redraw(["a", "b", "c"], ["a", "B", "c"]), "\x1b[2;1HB\x1b[K");
  assert.equal(redraw(["a", "b"], ["a"]), "\x1b[2;1H\x1b[K");
});

Deno.test("the terminal shows the wanted lines, whatever it showed before", () => {
  const lines = fc.array(fc.string({ unit: fc.constantFrom("a", "b", " "), maxLength: 12 }), {
    maxLength: 6,
  });
  fc.assert(fc.property(fc.array(lines, { minLength: 1 }), (pictures) => {
    const emulator = createEmulator({ columns: 20, rows: 8 });
    let shown: readonly string[] = [];
    for (const wanted of pictures) {
      emulator.write(redraw(shown, wanted));
      shown = wanted;
      const expected = Array.from({ length: 8 }, (_, row) => (wanted[row] ?? "").trimEnd());
      assert.deepEqual(emulator.lines(), expected);
    }
  }));
});
