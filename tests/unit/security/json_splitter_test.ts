import assert from "node:assert/strict";
import fc from "fast-check";
import { FeedError } from "../../../src/security/feed_error.ts";
import {
  JsonSplitter,
  type JsonSplitterOptions,
  MAX_VALUE_BYTES,
} from "../../../src/security/json_splitter.ts";

type Found = [readonly string[], unknown];

function split(text: string | Uint8Array, options: Partial<JsonSplitterOptions> = {}, size = 3): Found[] {
  const found: Found[] = [];
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const splitter = new JsonSplitter({
    file: "/feed",
    depth: 2,
    accept: (path, value) => found.push([[...path], value]),
    ...options,
  });
  for (let at = 0; at < bytes.length; at += size) splitter.push(bytes.subarray(at, at + size));
  splitter.end();
  return found;
}

const sizes = fc.integer({ min: 1, max: 50 });
const layouts = fc.constantFrom(undefined, 1, "\t");

Deno.test("json: values two keys deep, whatever they are, however the text is cut and laid out", () => {
  fc.assert(fc.property(
    fc.dictionary(fc.string(), fc.dictionary(fc.string(), fc.jsonValue())),
    sizes,
    layouts,
    (given, size, layout) => {
      // What JSON itself keeps of it: -0 and keys like __proto__ are not the splitter's business.
      const text = JSON.stringify(given, null, layout);
      const parsed: Record<string, Record<string, unknown>> = JSON.parse(text);
      const expected = Object.entries(parsed).flatMap(([a, inner]) =>
        Object.entries(inner).map(([b, value]): Found => [[a, b], value])
      );
      assert.deepEqual(split(text, {}, size), expected);
    },
  ));
});

Deno.test("json: elements of one array, or values one after the other", () => {
  fc.assert(
    fc.property(
      fc.array(fc.dictionary(fc.string(), fc.jsonValue())),
      sizes,
      layouts,
      (given, size, layout) => {
        const parsed: unknown[] = JSON.parse(JSON.stringify(given));
        const values = (text: string) => split(text, { depth: "elements" }, size).map(([, value]) => value);
        assert.deepEqual(values(JSON.stringify(given, null, layout)), parsed);
        if (given.length === 0) return;
        assert.deepEqual(values(given.map((one) => JSON.stringify(one, null, layout)).join("\n")), parsed);
      },
    ),
  );
});

Deno.test("json: what is no JSON of that form names the line", () => {
  const cases: readonly (readonly [string, number, RegExp])[] = [
    ["", 1, /too early/],
    ['{"a":{"b":1}', 1, /too early/],
    ['{"a":\n{"b":1}\n}\nx', 4, /follows/],
    ['{"a":\n5}', 2, /object is missing/],
    ["{\n\na:1}", 3, /key is missing/],
    ['{"a" {}}', 1, /colon is missing/],
    ['{"a":{"b":1} "c":{}}', 1, /comma is missing/],
    ['{"a":{"b":}}', 1, /value is missing/],
    ['{"a":{"b":1,}}', 1, /key is missing/],
    ['{"a":{"b":tru}}', 1, /not JSON/],
    ['{"a":{"b":{"c":1]}}', 1, /not JSON/],
    ['{"a":{"b":"\\x"}}', 1, /not JSON/],
  ];
  for (const [text, line, reason] of cases) {
    assert.throws(() => split(text), (error) => {
      assert.ok(error instanceof FeedError, String(error));
      assert.equal(error.line, line, text);
      assert.match(error.reason, reason);
      return true;
    });
  }
});

Deno.test("json: a value or key without end costs no more than its limit", () => {
  for (const [begin, limit] of [['{"a":{"b":"', MAX_VALUE_BYTES], ['{"', 1_024]] as const) {
    const splitter = new JsonSplitter({ file: "/feed", depth: 2, accept: () => {} });
    splitter.push(new TextEncoder().encode(begin));
    const chunk = new Uint8Array(65_536).fill(97);
    let pushed = 0;
    assert.throws(() => {
      for (; pushed < 1_000; pushed++) splitter.push(chunk);
    }, FeedError);
    assert.ok(pushed * chunk.length <= limit, begin);
  }
});

Deno.test("json: nesting without end is refused, not followed", () => {
  assert.throws(
    () => split(`{"a":{"b":${"[".repeat(200_000)}${"]".repeat(200_000)}}}`, {}, 65_536),
    FeedError,
  );
});

Deno.test("json: noise is split or refused with a typed error, never anything else", () => {
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.array(fc.constantFrom("{", "}", "[", "]", '"', ":", ",", "\\", "1", "a", " ", "\n", '"k":', "null"), {
      maxLength: 30,
    })
      .map((parts) => new TextEncoder().encode(parts.join(""))),
  );
  const depths = fc.constantFrom<JsonSplitterOptions["depth"]>(0, 1, 2, "elements");
  fc.assert(
    fc.property(noise, depths, sizes, (bytes, depth, size) => {
      try {
        split(bytes, { depth }, size);
      } catch (error) {
        assert.ok(error instanceof FeedError, String(error));
      }
    }),
    { numRuns: 3_000 },
  );
});
