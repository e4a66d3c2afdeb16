import assert from "node:assert/strict";
import { event } from "./_samples.ts";
import { cortex } from "./_world.ts";

const events = [1, 2, 3].map((seq) => event(seq, "alert.raised", { data: { value: 91.5, rule: "disk" } }));
const answers = {
  "events.list": ({ order }: { order?: "oldest" | "newest" | undefined }) => ({
    items: order === "newest" ? events.toReversed() : events,
    next_cursor: null,
  }),
};
const line = "2026-11-21T11:59:00.000Z  warning   alert.raised      /srv  value=91.5 rule=disk\n";

Deno.test("events are shown with the newest last, from the options that say which", async () => {
  const shown = await cortex(["events", "--type", "alert,config", "--severity", "error", "-n", "3"], {
    answers,
  });
  assert.deepEqual([shown.exit, shown.out, shown.err], [0, line.repeat(3), ""]);
  assert.deepEqual(shown.asked, [[
    "events.list",
    { types: ["alert", "config"], severity: "error", limit: 3, order: "newest" },
  ]]);
  const after = await cortex(["events", "--after", "7", "--subject", "/srv"], { answers });
  assert.deepEqual(after.asked[0]?.[1], { subject: "/srv", after: 7, limit: 50, order: "oldest" });
  const none = await cortex(["events"], {
    answers: { "events.list": () => ({ items: [], next_cursor: null }) },
  });
  assert.equal(none.out, "No events\n");
});

Deno.test("with --follow the last events come first, then what comes, without gap", async () => {
  const streams = { "events.stream": [event(4, "daemon.started", { subject: "evil\x1b[31m\n", data: {} })] };
  const { out, asked } = await cortex(["events", "-f", "--type", "alert"], { answers, streams });
  const last = "2026-11-21T11:59:00.000Z  warning   daemon.started    evil\\x1b[31m\\n\n";
  assert.equal(out, line.repeat(3) + last);
  assert.deepEqual(asked, [
    ["events.list", { types: ["alert"], limit: 10, order: "newest" }],
    ["events.stream", { types: ["alert"], after: 3 }],
  ]);
});

Deno.test("with --follow --json each event is one line of JSON, from the number on that is given", async () => {
  const streams = { "events.stream": events };
  const { out, asked } = await cortex(["events", "-f", "--json", "--after", "0"], { answers, streams });
  assert.deepEqual(out.trimEnd().split("\n").map((one) => JSON.parse(one)), events);
  assert.deepEqual(asked, [["events.stream", { after: 0 }]]);
});

Deno.test("without --follow --json is the daemon's answer", async () => {
  const { out } = await cortex(["events", "--json"], { answers });
  assert.deepEqual(JSON.parse(out), { items: events, next_cursor: null });
});
