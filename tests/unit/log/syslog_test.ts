import assert from "node:assert/strict";
import * as fc from "fast-check";
import { syslogDatagram } from "../../../src/log/sinks/syslog.ts";
import { record } from "./_record.ts";

const sender = { hostname: "web-1", pid: 77 };
const textOf = (changes: Parameters<typeof record>[1]) =>
  new TextDecoder("utf-8", { ignoreBOM: true }).decode(syslogDatagram(record("", changes), sender));

Deno.test("a line of RFC 5424: facility daemon, the facts as structured data, the text in UTF-8", () => {
  assert.equal(
    textOf({
      level: "error",
      message: ["Cannot read ", 'the "é"'],
      properties: { request_id: "r1", said: '"a\\b]"', left_out: undefined },
    }),
    "<27>1 2026-11-21T12:00:00.000Z web-1 cortexd 77 - " +
      '[cortex@32473 component="ipc" request_id="r1" said="\\"a\\\\b\\]\\""] \ufeffCannot read the "é"',
  );
});

/** The grammar of section 6, as far as this sender uses it. */
const LINE =
  /^<\d{1,3}>1 \S+Z [!-~]{1,255} cortexd \d+ - \[cortex@32473(?: [!-<>-\\^-~]{1,32}="(?:[^"\\\]]|\\["\\\]])*")+\] \ufeff\P{Cc}*$/u;

Deno.test("whatever a record holds, it is one line of the grammar", () => {
  const text = fc.string({ unit: "binary" });
  fc.assert(fc.property(text, fc.dictionary(text, text), (message, properties) => {
    assert.match(textOf({ message: [message], properties }), LINE);
  }));
});

Deno.test("long texts are cut, so that every receiver takes the line", () => {
  const facts = Object.fromEntries(
    Array.from({ length: 50 }, (_, number) => [`f${number}`, "x".repeat(9999)]),
  );
  assert(textOf({ message: ["x".repeat(99_999)], properties: facts }).length < 8192);
});
