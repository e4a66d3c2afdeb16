import assert from "node:assert/strict";
import * as fc from "fast-check";
import { journalDatagram } from "../../../src/log/sinks/journal.ts";
import { record } from "./_record.ts";

/** Reads a datagram as journald does (systemd.io/JOURNAL_NATIVE_PROTOCOL). */
function fieldsOf(datagram: Uint8Array): Map<string, string> {
  const decoder = new TextDecoder();
  const fields = new Map<string, string>();
  for (let offset = 0; offset < datagram.byteLength;) {
    const end = datagram.indexOf(10, offset);
    assert(end >= 0, "every field ends");
    const line = decoder.decode(datagram.subarray(offset, end));
    offset = end + 1;
    const sign = line.indexOf("=");
    if (sign >= 0) {
      fields.set(line.slice(0, sign), line.slice(sign + 1));
      continue;
    }
    const length = Number(new DataView(datagram.buffer, offset, 8).getBigUint64(0, true));
    fields.set(line, decoder.decode(datagram.subarray(offset + 8, offset + 8 + length)));
    assert.equal(datagram[offset + 8 + length], 10);
    offset += 8 + length + 1;
  }
  return fields;
}

Deno.test("a record's message, level, component and facts are fields", () => {
  const fields = fieldsOf(journalDatagram(record("", {
    level: "warning",
    message: ["Cannot read ", "/x", ""],
    properties: { request_id: "r1", path: "/x", priority: "mine", _secret: 1, left_out: undefined },
  })));
  assert.deepEqual(Object.fromEntries(fields), {
    MESSAGE: "Cannot read /x",
    PRIORITY: "4",
    SYSLOG_IDENTIFIER: "cortexd",
    COMPONENT: "ipc",
    REQUEST_ID: "r1",
    PATH: "/x",
    FACT_PRIORITY: "mine",
    FACT__SECRET: "1",
  });
});

Deno.test("an error tells its whole stack and where it was made", () => {
  const error = new Error("gone");
  const fields = fieldsOf(journalDatagram(record("", { level: "error", properties: { error } })));
  assert.equal(fields.get("ERROR"), error.stack);
  assert.match(fields.get("CODE_FILE") ?? "", /^\/.*\/journal_test\.ts$/);
  assert.match(fields.get("CODE_LINE") ?? "", /^\d+$/);
  assert.equal(fields.get("PRIORITY"), "3");
});

Deno.test("whatever a text holds, the journal reads it back, and every name is one that it takes", () => {
  const text = fc.string({ unit: "binary" });
  fc.assert(fc.property(text, fc.dictionary(text, text), (message, facts) => {
    const fields = fieldsOf(journalDatagram(record("", { message: [message], properties: facts })));
    assert.equal(fields.get("MESSAGE"), message.toWellFormed());
    for (const name of fields.keys()) assert.match(name, /^[A-Z][A-Z0-9_]{0,63}$/);
  }));
});

Deno.test("a datagram is never too long for the socket", () => {
  const facts = Object.fromEntries(
    Array.from({ length: 100 }, (_, number) => [`f${number}`, "é".repeat(99_999)]),
  );
  const { byteLength } = journalDatagram(record("x".repeat(99_999), { properties: facts }));
  assert(byteLength < 300_000, String(byteLength));
});
