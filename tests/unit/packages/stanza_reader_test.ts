import assert from "node:assert/strict";
import fc from "fast-check";
import { PackageFileError } from "../../../src/packages/file_error.ts";
import { Packer } from "../../../src/packages/index/packed.ts";
import { textOf } from "../../../src/packages/stretch.ts";
import type { Stanza } from "../../../src/packages/debian/stanza_file.ts";
import {
  STANZA_LIMITS,
  StanzaReader,
  type StanzaReaderOptions,
} from "../../../src/packages/debian/stanza_reader.ts";

type Field = "Package" | "Version" | "Description";

function read(
  text: string | Uint8Array,
  options: Partial<StanzaReaderOptions<Field>> = {},
  chunk = 65_536,
): Stanza<Field>[] {
  const found: Stanza<Field>[] = [];
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const reader = new StanzaReader<Field>({
    file: "/status",
    fields: ["Package", "Version", "Description"],
    accept: (values, line) => found.push({ line, values: values.texts() }),
    ...options,
  });
  for (let at = 0; at < bytes.length; at += chunk) reader.push(bytes.subarray(at, at + chunk));
  reader.end();
  return found;
}

function fault(
  text: string | Uint8Array,
  options: Partial<StanzaReaderOptions<Field>> = {},
): PackageFileError {
  try {
    read(text, options);
  } catch (error) {
    assert.ok(error instanceof PackageFileError, String(error));
    assert.equal(error.file, "/status");
    return error;
  }
  throw new assert.AssertionError({ message: "Expected a PackageFileError" });
}

const TWO = `Package: one
Maintainer: somebody
 who writes two lines
Version:   1.0-1${"  "}
Description: short
 long line
 .
  indented

package: two
VERSION: 2`;

Deno.test("stanzas: wanted fields, continuation lines, case of names, a file without a last newline", () => {
  assert.deepEqual(read(TWO), [
    {
      line: 1,
      values: { Package: "one", Version: "1.0-1", Description: "short\nlong line\n.\nindented" },
    },
    { line: 10, values: { Package: "two", Version: "2" } },
  ]);
});

Deno.test("stanzas: several blank lines, lines of spaces and carriage returns end a paragraph once", () => {
  const lines = read("\n\nPackage: a\r\n\r\n \n\t\nPackage: b\n\n\n").map((
    { line, values },
  ) => [line, values.Package]);
  assert.deepEqual(lines, [[3, "a"], [7, "b"]]);
});

Deno.test("stanzas: the same whatever the size of the chunks", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 40 }), (size) => {
    assert.deepEqual(read(TWO, {}, size), read(TWO));
  }));
});

Deno.test("stanzas: a character of several bytes survives being cut between chunks", () => {
  assert.equal(read("Package: é€\n", {}, 1)[0]?.values.Package, "é€");
});

Deno.test("stanzas: what is no deb822 names line and reason", () => {
  const cases: readonly (readonly [string, number, RegExp])[] = [
    [" stray\n", 1, /before any field/],
    ["Package: a\nno field here\n", 2, /no field/],
    ["Package: a\n: empty name\n", 2, /no field/],
    ["Package: a\n\nPackage: b\n\u0000", 4, /NUL/],
    ["Package: a\nVersion: 1\u0000\n", 2, /NUL/],
  ];
  for (const [text, line, reason] of cases) {
    const error = fault(text);
    assert.equal(error.line, line, JSON.stringify(text));
    assert.match(error.reason, reason);
    assert.match(error.message, /^Cannot read "\/status" line \d+: /);
  }
});

Deno.test("stanzas: a field twice is the last one, or a fault where that is asked for", () => {
  const twice = "Package: a\nVersion: 1\nVersion: 2\n";
  assert.equal(read(twice)[0]?.values.Version, "2");
  assert.equal(fault(twice, { duplicates: "refuse" }).line, 3);
});

Deno.test("stanzas: values as bytes say what they say as texts; what a paragraph has not is empty", () => {
  const found: Partial<Record<Field, string>>[] = [];
  const reader = new StanzaReader<Field>({
    file: "/status",
    fields: ["Description", "Package", "Version"],
    accept(values) {
      const texts = values.texts();
      const packed = new Packer();
      values.addTo(packed);
      for (const [number, field] of (["Description", "Package", "Version"] as const).entries()) {
        assert.equal(textOf(values.stretch(field)), texts[field] ?? "");
        assert.equal(textOf(packed.at(number)), texts[field] ?? "");
      }
      found.push(texts);
    },
  });
  reader.push(new TextEncoder().encode("Package: a\nPackage: aé\n b\n\nVersion: 2\nDescription: x\n"));
  reader.end();
  assert.deepEqual(found, [{ Package: "aé\nb" }, { Version: "2", Description: "x" }]);
});

Deno.test("stanzas: each limit holds, and just below it the file is read", () => {
  const limits = { ...STANZA_LIMITS, line_bytes: 20, stanza_bytes: 60, fields: 3, stanzas: 2 };
  assert.equal(read(`Package: ${"x".repeat(11)}\n`, { limits }).length, 1);
  assert.match(fault(`Package: ${"x".repeat(12)}\n`, { limits }).reason, /line of more than 20/);
  assert.match(fault("x".repeat(21), { limits }).reason, /line of more than 20/);
  assert.match(
    fault(`Package: a\n${" 3456789\n".repeat(6)}`, { limits }).reason,
    /paragraph of more than 60/,
  );
  assert.equal(fault("A: 1\nB: 1\nC: 1\nD: 1\n", { limits }).line, 4);
  assert.match(fault("A: 1\n\nB: 1\n\nC: 1\n", { limits }).reason, /more than 2 paragraphs/);
});

Deno.test("stanzas: a line without end costs no more than its limit", () => {
  const reader = new StanzaReader<Field>({ file: "/status", fields: [], accept: () => {} });
  const chunk = new Uint8Array(65_536).fill(65);
  let pushed = 0;
  assert.throws(() => {
    for (; pushed < 1_000; pushed++) reader.push(chunk);
  }, PackageFileError);
  assert.equal(pushed, STANZA_LIMITS.line_bytes / chunk.length);
});

Deno.test("stanzas: a million fields are refused at the limit of one paragraph", () => {
  assert.equal(fault("A: 1\n".repeat(1_000_000)).line, STANZA_LIMITS.fields + 1);
});

Deno.test("stanzas: noise is read or refused with a typed error, never anything else", () => {
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.array(fc.constantFrom("Package", ":", " ", "\n", "\t", "\r", "x", "\u0000", "Version: 1\n"), {
      maxLength: 60,
    })
      .map((parts) => new TextEncoder().encode(parts.join(""))),
  );
  fc.assert(
    fc.property(noise, (bytes) => {
      try {
        for (const { values } of read(bytes)) assert.equal(typeof values, "object");
      } catch (error) {
        assert.ok(error instanceof PackageFileError, String(error));
      }
    }),
    { numRuns: 2_000 },
  );
});
