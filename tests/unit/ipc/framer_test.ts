import assert from "node:assert/strict";
import fc from "fast-check";
import { type Frame, Framer } from "../../../src/ipc/raw/framer.ts";

const encoder = new TextEncoder();

/** Gives a framer its bytes in parts of such sizes, and takes every frame as soon as it is there. */
function framesOf(bytes: Uint8Array, sizes: readonly number[], limit = 65_536): Frame[] {
  const framer = new Framer(() => ({ max_request_bytes: limit }));
  const frames: Frame[] = [];
  let at = 0;
  for (let part = 0; at < bytes.length; part++) {
    let left = Math.min(Math.max(1, sizes[part % sizes.length] ?? 1), bytes.length - at);
    while (left > 0) {
      const space = framer.space();
      assert(space.length > 0, "no room");
      const count = Math.min(left, space.length);
      space.set(bytes.subarray(at, at + count));
      framer.filled(count);
      at += count;
      left -= count;
    }
    for (let frame = framer.next(); frame !== undefined; frame = framer.next()) frames.push(frame);
  }
  return frames;
}

const frames = (text: string, size = text.length, limit = 65_536) =>
  framesOf(encoder.encode(text), [size], limit);
const codeOf = (frame: Frame | undefined) =>
  frame !== undefined && "error" in frame ? frame.error.code : "none";
const values = (all: readonly Frame[]) => all.map((frame) => "value" in frame ? frame.value : codeOf(frame));

/** JSON objects and lists, written with and without blanks. */
const json = fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())).chain((value) =>
  fc.constantFrom(JSON.stringify(value), JSON.stringify(value, null, 2), ` \t${JSON.stringify(value)}`)
);

Deno.test("values come out as they went in, however they are cut", () => {
  const cut = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 });
  fc.assert(fc.property(fc.array(json, { minLength: 1, maxLength: 6 }), cut, (texts, sizes) => {
    const got = framesOf(encoder.encode(texts.join("\n")), sizes);
    assert.deepEqual(values(got), texts.map((text) => JSON.parse(text)));
  }));
});

Deno.test("a value is there with its last byte, not before", () => {
  const text = `{"a":["}]\\"",{"b":"é{"}]}`;
  const bytes = encoder.encode(text);
  for (let cut = 1; cut < bytes.length; cut++) assert.deepEqual(framesOf(bytes.subarray(0, cut), [1]), []);
  assert.deepEqual(values(framesOf(bytes, [1])), [JSON.parse(text)]);
});

Deno.test("what stands behind a value is told", () => {
  const ends = (text: string) => frames(text).map((frame) => "end" in frame ? frame.end : "error");
  assert.deepEqual(ends(`{"a":1}`), ["nothing"]);
  assert.deepEqual(ends(`{"a":1} \t`), ["nothing"]);
  assert.deepEqual(ends(`{"a":1}\n`), ["newline"]);
  assert.deepEqual(ends(`{"a":1}\r\n`), ["newline"]);
  assert.deepEqual(ends(`{"a":1}{"b":2}`), ["more", "nothing"]);
  assert.deepEqual(ends(`{"a":1}\n[2]\n`), ["newline", "newline"]);
});

Deno.test("what is no object or list is PARSE_ERROR at its first byte", () => {
  for (const text of ["h", "1", '"', "tru", "}", "\u0000", "\ufeff{}", "GET / HTTP/1.1"]) {
    assert.equal(codeOf(frames(text)[0]), "PARSE_ERROR", JSON.stringify(text));
  }
});

Deno.test("brackets that do not fit, and bytes that are no text, are PARSE_ERROR", () => {
  for (const text of ["{]", '{"a":}', "[1,]", "{'a':1}", '{"a":1 "b":2}']) {
    assert.equal(codeOf(frames(text)[0]), "PARSE_ERROR", text);
    assert.equal(codeOf(frames(text, 1)[0]), "PARSE_ERROR", text);
  }
  const latin1 = new Uint8Array([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d]);
  assert.equal(codeOf(framesOf(latin1, [7])[0]), "PARSE_ERROR");
});

Deno.test("after a line that is broken the next one counts", () => {
  for (const size of [1, 7, 100]) {
    assert.deepEqual(values(frames(`{"a":]}\n{"b":2}\n`, size)), ["PARSE_ERROR", { b: 2 }]);
    assert.deepEqual(values(frames(`nonsense that goes on\n{"b":2}\n`, size)), ["PARSE_ERROR", { b: 2 }]);
  }
});

Deno.test("a value up to the limit passes, one byte more is TOO_LARGE", () => {
  const value = (bytes: number) => `{"a":"${"x".repeat(bytes - 8)}"}`;
  for (const size of [1, 100, 70_000]) {
    assert.equal(codeOf(frames(value(65_536), size)[0]), "none");
    assert.equal(codeOf(frames(value(65_537), size)[0]), "TOO_LARGE");
  }
  assert.equal(codeOf(frames(`{"a":"${"x".repeat(65_540)}`, 1000)[0]), "TOO_LARGE");
});

Deno.test("no bytes whatever make it throw, hang or forget the limit", () => {
  const likely = fc.constantFrom(...encoder.encode('{}[]"\\:,1a \n\r\té'));
  const bytes = fc.array(fc.oneof({ weight: 4, arbitrary: likely }, fc.integer({ min: 0, max: 255 })), {
    maxLength: 600,
  });
  const sizes = fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(bytes, sizes, (given, parts) => {
      for (const frame of framesOf(Uint8Array.from(given), parts, 200)) {
        if ("error" in frame) assert(["PARSE_ERROR", "TOO_LARGE"].includes(frame.error.code));
        else assert.equal(typeof frame.value, "object");
      }
    }),
    { numRuns: 2000 },
  );
});

Deno.test("a long value of closing brackets costs no more than its length", () => {
  // Parsing at every bracket would take minutes here.
  const [frame] = frames(`{"a":"${"}".repeat(60_000)}"}`, 1);
  assert.equal(codeOf(frame), "none");
});
