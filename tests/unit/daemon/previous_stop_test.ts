import assert from "node:assert/strict";
import { previousStop, type Traces } from "../../../src/daemon/previous_stop.ts";

const SEEN_MS = Date.UTC(2026, 10, 21, 10, 0, 0);
const HOUR_MS = 3_600_000;
const record = { seen_at_ms: SEEN_MS, uptime_seconds: 86_400, memory_bytes: 60_000_000 };
const nothing: Traces = { said: "", hung: false, record, seen: null };
/** Ten seconds after the last sign of life, on the same boot. */
const soon = { wall_ms: SEEN_MS + 10_000, uptime_seconds: 86_410 };

const kindOf = (traces: Partial<Traces>, now = soon) =>
  previousStop({ ...nothing, ...traces }, now)?.kind ?? null;

Deno.test("there was no run before", () => assert.equal(kindOf({ said: null }), null));

Deno.test("what the run said itself counts most: its end was asked for, or a part hung", () => {
  assert.deepEqual(previousStop({ ...nothing, said: "SIGTERM", seen: "success exited 0" }, soon), {
    kind: "clean",
    reason: "SIGTERM",
    last_seen_at: "2026-11-21T10:00:00.000Z",
    memory_bytes: 60_000_000,
  });
  assert.equal(kindOf({ said: "no answer", hung: true }), "hang");
});

Deno.test("a boot since the last sign of life is a loss of power, whatever the clock says", () => {
  assert.equal(kindOf({}, { wall_ms: SEEN_MS + HOUR_MS, uptime_seconds: 60 }), "power");
  // The host was up for longer than before: only the moment of its boot tells.
  assert.equal(kindOf({}, { wall_ms: SEEN_MS + 72 * HOUR_MS, uptime_seconds: 100_000 }), "power");
  // The clock was set back, the boot was another all the same.
  assert.equal(kindOf({}, { wall_ms: SEEN_MS - HOUR_MS, uptime_seconds: 60 }), "power");
});

Deno.test("a clock that is set by less than a minute is no boot, nor is one that goes back", () => {
  for (const step_ms of [-HOUR_MS, -1000, 1000, 59_000]) {
    assert.equal(
      kindOf({}, { wall_ms: soon.wall_ms + step_ms, uptime_seconds: soon.uptime_seconds }),
      "unclean",
    );
  }
});

Deno.test("what a manager saw is told apart", () => {
  const seen: readonly (readonly [string, string, string | null])[] = [
    ["oom-kill killed KILL\n", "out_of_memory", "Killed by the kernel for want of memory"],
    ["watchdog killed ABRT", "hang", "Killed by the service manager's watchdog"],
    ["signal killed KILL", "signal", "Ended by SIGKILL"],
    ["core-dump dumped TRAP", "crash", "Ended by SIGTRAP"],
    ["signal killed SEGV", "crash", "Ended by SIGSEGV"],
    ["exit-code exited 1", "crash", "Ended with 1"],
    ["", "unclean", null],
  ];
  for (const [text, kind, reason] of seen) {
    const told = previousStop({ ...nothing, seen: text }, soon);
    assert.deepEqual([told?.kind, told?.reason], [kind, reason], text);
  }
});

Deno.test("a run that left nothing but its start still has an end", () => {
  assert.deepEqual(previousStop({ ...nothing, record: null }, soon), {
    kind: "unclean",
    reason: null,
    last_seen_at: null,
    memory_bytes: null,
  });
});
