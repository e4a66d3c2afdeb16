import assert from "node:assert/strict";
import fc from "fast-check";
import { parseProcessStat } from "../../../src/monitor/process_stat.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const line = (comm: string, rest: string) => encoder.encode(`42 (${comm}) ${rest}\n`);
const REST =
  "S 7 42 42 34816 -1 4194304 100 0 5 0 250 50 3 4 20 0 9 0 123456 99999 512 18446744073709551615 1 1 0";

Deno.test("the fields a scan needs", () => {
  const stat = parseProcessStat(line("bash", REST));
  assert.ok(stat);
  assert.deepEqual({ ...stat, comm: decoder.decode(stat.comm) }, {
    comm: "bash",
    state: "S",
    parent_pid: 7,
    cpu_ticks: 300,
    threads: 9,
    start_ticks: 123456,
    resident_pages: 512,
  });
});

Deno.test("whatever a process calls itself, its other fields stay what they are", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 64 }), (comm) => {
    const stat = parseProcessStat(line(comm, REST));
    assert.ok(stat);
    assert.equal(decoder.decode(stat.comm), comm.replace(/^\ufeff/, ""));
    assert.deepEqual([stat.state, stat.parent_pid, stat.threads], ["S", 7, 9]);
  }));
  for (const comm of [") R 1 (", "((nested) (pare", "line\nbreak", "1 (x) S 1 1", " ", ""]) {
    assert.equal(decoder.decode(parseProcessStat(line(comm, REST))?.comm), comm);
  }
});

Deno.test("anything else is no process", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
    const stat = parseProcessStat(bytes);
    assert.ok(stat === null || stat.state.length === 1);
  }));
  for (const text of ["", "42 (bash", "42 bash) S 1", "42 (bash) S 1 2 3", ")("]) {
    assert.equal(parseProcessStat(encoder.encode(text)), null, text);
  }
});
