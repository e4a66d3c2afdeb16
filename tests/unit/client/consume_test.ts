import assert from "node:assert/strict";
import type { Client, ConsumeOptions, Delivery } from "../../../src/client/mod.ts";
import { consumeBy } from "../../../src/client/consume.ts";
import { CortexError, type ErrorCode } from "../../../src/contract/wire.ts";

/** An outbox as the daemon keeps one, by a clock that only sleeping moves. */
function outboxOf(...subjects: readonly string[]) {
  const ended = new AbortController();
  const log: string[] = [];
  const faults: ErrorCode[] = [];
  const leases = new Map<number, number>();
  let now_ms = 0;
  let entries = subjects.map((subject, index) => ({ seq: index + 1, subject }) as Delivery);
  const answer = <T>(work: () => T): Promise<T> => {
    const code = faults.shift();
    return code === undefined ? Promise.resolve(work()) : Promise.reject(new CortexError(code, code));
  };
  const outbox: Pick<Client["outbox"], "read" | "acknowledge"> = {
    read: ({ lease_seconds = 60 }) =>
      answer(() => {
        const busy = new Set(
          entries.filter(({ seq }) => (leases.get(seq) ?? 0) > now_ms).map(({ subject }) => subject),
        );
        const items = entries.filter(({ subject }) => !busy.has(subject));
        for (const { seq } of items) leases.set(seq, now_ms + 1000 * lease_seconds);
        return { items };
      }),
    acknowledge: ({ seqs = [] }) =>
      answer(() => {
        log.push(`ack ${seqs}`);
        entries = entries.filter(({ seq }) => !seqs.includes(seq));
        return { count: seqs.length, cursor: 0 };
      }),
  };
  const timing = {
    now: () => now_ms,
    random: () => 1,
    sleep: (ms: number) => {
      now_ms += ms;
      // Whoever sleeps with nothing left to do has done all.
      if (entries.length === 0) ended.abort();
      return Promise.resolve();
    },
  };
  const run = (deliver: (entry: Delivery) => unknown, options: ConsumeOptions = {}) =>
    consumeBy(timing, { outbox: outbox as Client["outbox"] }, "pager", deliver, {
      signal: ended.signal,
      onLost: ({ code }) => void log.push(code),
      ...options,
    });
  return { run, log, faults, now: () => now_ms };
}

Deno.test("each entry is delivered, then acknowledged", async () => {
  const { run, log } = outboxOf("/", "/srv", "/");
  await run(async ({ seq }) => {
    await Promise.resolve();
    log.push(`told ${seq}`);
  });
  assert.deepEqual(log, ["told 1", "ack 1", "told 2", "ack 2", "told 3", "ack 3"]);
});

Deno.test("what fails comes again, later each time; those of its subject wait, the others do not", async () => {
  const { run, log, now } = outboxOf("/", "/srv", "/");
  const at: number[] = [];
  const failed: number[] = [];
  const deliver = ({ seq }: Delivery) => {
    if (seq === 1) at.push(now());
    if (seq === 1 && at.length < 4) throw new Error("not taken");
  };
  await run(deliver, { onFailed: (_error, { seq }) => failed.push(seq) });
  assert.deepEqual(log, ["ack 2", "ack 1", "ack 3"]);
  assert.deepEqual(failed, [1, 1, 1]);
  const pauses = at.slice(1).map((time, index) => time - (at[index] ?? 0));
  assert.ok(pauses.every((pause, index) => pause > (pauses[index - 1] ?? 0)), `${pauses}`);
  assert.equal(pauses[0], 2000, "the pause after the first failure");
});

Deno.test("a daemon that is gone is waited for, and what it did not hear of comes again", async () => {
  const { run, log, faults } = outboxOf("/");
  faults.push("CONNECTION_REFUSED", "SHUTTING_DOWN");
  const told: number[] = [];
  await run(({ seq }) => {
    told.push(seq);
    if (told.length === 1) faults.push("CONNECTION_LOST");
  });
  assert.deepEqual(told, [1, 1]);
  assert.deepEqual(log, ["CONNECTION_REFUSED", "SHUTTING_DOWN", "CONNECTION_LOST", "ack 1"]);
});

Deno.test("a fault that does not pass ends it, and so does what onFailed throws", async () => {
  const { run, faults } = outboxOf("/");
  faults.push("INVALID_PARAMS");
  await assert.rejects(run(() => {}), { code: "INVALID_PARAMS" });
  const end = new Error("the output takes no more");
  const fail = () => {
    throw end;
  };
  await assert.rejects(run(fail, { onFailed: fail }), end);
});

Deno.test("told to end, it acknowledges what it is at and delivers no more", async () => {
  const { run, log } = outboxOf("/", "/srv");
  const wish = new AbortController();
  await run(() => wish.abort(), { signal: wish.signal });
  assert.deepEqual(log, ["ack 1"]);
});

Deno.test("told to end while it asks the daemon, it ends without a fault", async () => {
  const { run, log, faults } = outboxOf("/", "/srv");
  const wish = new AbortController();
  const abort = () => {
    wish.abort();
    faults.push("CANCELLED");
  };
  await run(abort, { signal: wish.signal });
  assert.deepEqual(log, []);
});
