import assert from "node:assert/strict";
import { createModelMarks, markText } from "../../../src/assistant/model/mark.ts";

const MARK = { path: "/srv/small.gguf", reason: "answer", at: "2026-11-21T12:00:00.000Z" };

Deno.test("a note is what the next process finds, until it is cleared", () => {
  const dir = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cortex-mark-" });
  try {
    const path = `${dir}/assistant.json`;
    assert.equal(createModelMarks(path).left(), null);
    createModelMarks(path).set(MARK);
    assert.deepEqual(createModelMarks(path).left(), MARK);
    createModelMarks(path).clear();
    assert.equal(createModelMarks(path).left(), null);
    createModelMarks(path).clear();
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
});

Deno.test("a damaged note, or a folder that is not there, is none and no error", () => {
  const dir = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cortex-mark-" });
  try {
    for (const text of ["", "{", "null", "[]", '{"path":"/a","reason":1,"at":""}']) {
      Deno.writeTextFileSync(`${dir}/assistant.json`, text);
      assert.equal(createModelMarks(`${dir}/assistant.json`).left(), null, text);
    }
    createModelMarks(`${dir}/none/assistant.json`).set(MARK);
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
});

Deno.test("a note says what the model was doing", () => {
  assert.equal(
    markText(MARK),
    'the daemon ended at 2026-11-21T12:00:00.000Z with the model "small": while it answered',
  );
});
