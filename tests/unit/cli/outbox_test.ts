import assert from "node:assert/strict";
import { CortexError, type OutboxEntry } from "../../../src/contract/mod.ts";
import { cortex } from "./_world.ts";

const entry = (seq: number): OutboxEntry & { attempts: number } => ({
  seq,
  at: "2026-11-21T11:00:00.000Z",
  type: "alert.raised",
  severity: "critical",
  subject: "/srv",
  rule: "disk",
  alert_id: null,
  data: { message: "Disk /srv is 97 % full\x1b[2J" },
  attempts: seq,
});

Deno.test("a consumer reads what it has to deliver, and is told how to acknowledge it", async () => {
  const answers = { "outbox.read": () => ({ items: [entry(1), entry(2)] }) };
  const { exit, out, asked } = await cortex(
    ["outbox", "read", "pager", "--limit", "5", "--lease", "30"],
    { answers },
  );
  assert.equal(exit, 0);
  assert.deepEqual(asked, [["outbox.read", { consumer: "pager", limit: 5, lease_seconds: 30 }]]);
  assert.match(out, /ATTEMPT/);
  assert.match(out, /Disk \/srv is 97 % full\\x1b\[2J/);
  assert.match(out, /cortex outbox ack pager --up-to 2/);

  const nothing = await cortex(["outbox", "read", "pager"], {
    answers: { "outbox.read": () => ({ items: [] }) },
  });
  assert.deepEqual([nothing.exit, nothing.out], [0, "Nothing waits\n"]);

  const json = await cortex(["outbox", "read", "pager", "--json"], { answers });
  assert.deepEqual(JSON.parse(json.out), { items: [entry(1), entry(2)] });
});

Deno.test("entries are acknowledged by their numbers or up to one, and by nothing else", async () => {
  const answers = { "outbox.acknowledge": () => ({ count: 2, cursor: 7 }) };
  const named = await cortex(["outbox", "ack", "pager", "5", "7"], { answers });
  assert.deepEqual(named.asked, [["outbox.acknowledge", { consumer: "pager", seqs: [5, 7] }]]);
  assert.equal(named.out, "Acknowledged 2 entries; nothing up to 7 is left to be delivered\n");
  const all = await cortex(["outbox", "ack", "pager", "--up-to", "7"], { answers });
  assert.deepEqual(all.asked, [["outbox.acknowledge", { consumer: "pager", up_to: 7 }]]);

  for (const args of [["pager"], ["pager", "5", "--up-to", "7"], ["pager", "0"], ["pager", "seven"], []]) {
    const { exit, asked } = await cortex(["outbox", "ack", ...args], { answers });
    assert.deepEqual([exit, asked], [2, []], args.join(" "));
  }
});

Deno.test("each entry that comes is a line, and acknowledged when that is written", async () => {
  const waiting = [[entry(1), entry(2)]];
  const answers = {
    "outbox.read": () => {
      const items = waiting.shift();
      if (items === undefined) throw new CortexError("PERMISSION_DENIED", "Cannot read: end of this test");
      return { items };
    },
    "outbox.acknowledge": () => ({ count: 1, cursor: 1 }),
  };
  const { exit, out, asked } = await cortex(["outbox", "follow", "archive", "--json"], { answers });
  assert.equal(exit, 4);
  assert.deepEqual(out.trimEnd().split("\n").map((line) => JSON.parse(line)), [entry(1), entry(2)]);
  assert.deepEqual(
    asked.filter(([name]) => name === "outbox.acknowledge").map(([, input]) => input),
    [1, 2].map((seq) => ({ consumer: "archive", seqs: [seq] })),
  );
});

Deno.test("what the hourly cap holds back is listed though nothing waits to be taken", async () => {
  const at = (minutes: number) =>
    new Date(Date.parse("2026-11-21T12:00:00.000Z") + minutes * 60_000).toISOString();
  const held = [{ rule: "disk", count: 9, severity: "warning" as const, since: at(-18), summary_at: at(42) }];
  const answers = {
    "outbox.list": () => ({ items: [], next_cursor: null, consumers: [], held, dropped: 0 }),
  };
  const { out } = await cortex(["outbox"], { answers });
  assert.match(out, /^Nothing waits\ndisk: the hourly cap holds back 9 events; one summary in 42 min\n/);
});
