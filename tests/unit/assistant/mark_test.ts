import assert from "node:assert/strict";
import { createModelMarks, markText } from "../../../src/assistant/model/mark.ts";

const MARK = { path: "/srv/small.gguf", reason: "answer", at: "2026-11-21T12:00:00.000Z" };
const BLAMED = { ...MARK, reason: "while it answered" };

/** Runs a test with the path of a file for notes. */
function withPath(run: (path: string) => void): void {
  const dir = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cortex-mark-" });
  try {
    run(`${dir}/assistant.json`);
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
}

Deno.test("a note is what the next process finds, until it is cleared", () =>
  withPath((path) => {
    assert.equal(createModelMarks(path, "crash").left(), null);
    createModelMarks(path, null).set(MARK);
    assert.deepEqual(createModelMarks(path, "crash").left(), BLAMED);
    createModelMarks(path, null).clear();
    assert.equal(createModelMarks(path, "crash").left(), null);
    createModelMarks(path, null).clear();
  }));

Deno.test("a model is blamed for a crash, and where nobody knows; not for what somebody else did", () =>
  withPath((path) => {
    for (const kind of ["crash", "hang", "out_of_memory", "unclean", null] as const) {
      createModelMarks(path, null).set(MARK);
      assert.deepEqual(createModelMarks(path, kind).left(), BLAMED, `${kind}`);
    }
    for (const kind of ["clean", "signal", "power"] as const) {
      createModelMarks(path, null).set(MARK);
      assert.equal(createModelMarks(path, kind).left(), null, kind);
      assert.equal(createModelMarks(path, "crash").left(), null, "it is gone for good");
    }
  }));

Deno.test("what was blamed once stays so, however the runs after that end", () =>
  withPath((path) => {
    createModelMarks(path, null).set(MARK);
    createModelMarks(path, "crash").left();
    assert.deepEqual(createModelMarks(path, "clean").left(), BLAMED);
    assert.deepEqual(createModelMarks(path, "signal").left(), BLAMED);
    const hung = { ...MARK, reason: "nothing came of it" };
    createModelMarks(path, null).set(hung);
    assert.deepEqual(createModelMarks(path, "clean").left(), hung);
  }));

Deno.test("a damaged note, or a folder that is not there, is none and no error", () =>
  withPath((path) => {
    for (const text of ["", "{", "null", "[]", '{"path":"/a","reason":1,"at":""}']) {
      Deno.writeTextFileSync(path, text);
      assert.equal(createModelMarks(path, null).left(), null, text);
    }
    createModelMarks(`${path}/none/assistant.json`, null).set(MARK);
  }));

Deno.test("a note says what the model was doing", () => {
  assert.equal(
    markText(BLAMED),
    'the daemon ended at 2026-11-21T12:00:00.000Z with the model "small": while it answered',
  );
});
