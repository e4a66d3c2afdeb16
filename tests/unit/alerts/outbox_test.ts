import assert from "node:assert/strict";
import { CortexError, type ErrorCode, type OutputOf } from "../../../src/contract/mod.ts";
import { parseInput } from "../../../src/operations/invalid_params.ts";
import { configOf, diskOf, sampleOf } from "./_host.ts";
import { type World, world } from "./_keeper.ts";

const coded = (code: ErrorCode) => (error: unknown) => error instanceof CortexError && error.code === code;
const disks = (...mounts: string[]) => sampleOf({ disks: mounts.map((mount) => diskOf(mount, 90)) });
const NOW = configOf({ recover_seconds: 0 });

const read = (host: World, consumer = "gateway", limit = 50) =>
  host.alerts.outbox.read(parseInput("outbox.read", { consumer, limit })).items;
const brief = (items: OutputOf<"outbox.read">["items"]) => items.map(({ type, subject }) => [type, subject]);
const list = (host: World) => host.alerts.outbox.list({ limit: 500 });
const acknowledge = (host: World, seqs: number[], consumer = "gateway") =>
  host.alerts.outbox.acknowledge({ consumer, seqs });
const observe = (host: World, seconds: number, ...mounts: string[]) => {
  host.clock.pass(seconds);
  host.alerts.observe(mounts.length === 0 ? sampleOf() : disks(...mounts), null);
};

Deno.test("what calls somebody leaves, and its end; what somebody did to an alert does not", () => {
  using host = world(NOW);
  observe(host, 0, "/srv");
  host.alerts.acknowledgeAll({});
  observe(host, 60);
  assert.deepEqual(brief(read(host)), [["alert.raised", "/srv"], ["alert.resolved", "/srv"]]);
  assert.equal(host.store.events.count(), 3);
});

Deno.test("nothing that was raised is lost by kill -9, and what was not acknowledged is given again, counted", () => {
  using host = world(NOW);
  observe(host, 0, "/a", "/b");
  const first = read(host);
  assert.deepEqual(first.map(({ attempts }) => attempts), [1, 1]);
  assert.deepEqual(read(host), [], "they are with the reader");
  acknowledge(host, [first[0]?.seq ?? 0]);
  host.restart();
  const again = read(host);
  assert.deepEqual(again.map(({ seq, attempts }) => [seq, attempts]), [[first[1]?.seq, 2]]);
  acknowledge(host, again.map(({ seq }) => seq));
  assert.deepEqual(list(host).items, []);
});

Deno.test("entries of a subject come in order, others do not wait for them", () => {
  using host = world(NOW);
  observe(host, 0, "/a");
  const [raised] = read(host);
  observe(host, 30, "/b");
  assert.deepEqual(brief(read(host)), [["alert.raised", "/b"]], "the end of /a waits for its beginning");
  acknowledge(host, [raised?.seq ?? 0]);
  assert.deepEqual(brief(read(host)), [["alert.resolved", "/a"]]);
  host.clock.pass(60);
  assert.deepEqual(
    brief(read(host)),
    [["alert.raised", "/b"], ["alert.resolved", "/a"]],
    "the lease is over",
  );
});

Deno.test("each consumer has a cursor of its own; what all have acknowledged is gone", () => {
  using host = world(NOW);
  observe(host, 0, "/a", "/b", "/c");
  const seqs = read(host).map(({ seq }) => seq);
  read(host, "fleet");
  assert.deepEqual(acknowledge(host, seqs.slice(1)), { count: 2, cursor: 0 });
  assert.deepEqual(acknowledge(host, seqs), { count: 1, cursor: seqs[2] });
  assert.equal(list(host).items.length, 3);
  assert.deepEqual(list(host).consumers.map(({ name, waiting }) => [name, waiting]), [["fleet", 3], [
    "gateway",
    0,
  ]]);
  assert.deepEqual(host.alerts.outbox.acknowledge({ consumer: "fleet", up_to: seqs[1] ?? 0 }).count, 2);
  assert.deepEqual(list(host).items.map(({ seq }) => seq), [seqs[2]]);
  assert.throws(() => acknowledge(host, seqs, "nobody"), coded("NOT_FOUND"));
  assert.throws(() => host.alerts.outbox.acknowledge({ consumer: "fleet" }), coded("INVALID_PARAMS"));
});

Deno.test("what a silence covers does not leave; what is open at its end leaves then, once", () => {
  using host = world(NOW);
  const input = { subject: "/a*", duration_seconds: 600, reason: "Moving data" };
  host.alerts.silence(parseInput("alerts.silence", input));
  observe(host, 0, "/a1", "/a2", "/b");
  observe(host, 60, "/a1", "/b");
  assert.deepEqual(brief(read(host)), [["alert.raised", "/b"]], "/a2 came and went within the silence");
  host.restart();
  observe(host, 540, "/a1", "/b");
  observe(host, 10, "/a1", "/b");
  assert.deepEqual(brief(list(host).items.map((one) => ({ ...one, attempts: 0 }))), [
    ["alert.raised", "/b"],
    ["alert.raised", "/a1"],
  ]);
});

Deno.test("the end of an alert that was told outside is told, though a silence covers it by then", () => {
  using host = world(NOW);
  observe(host, 0, "/a");
  host.alerts.silence(parseInput("alerts.silence", { subject: "*", duration_seconds: 600, reason: "Night" }));
  observe(host, 60);
  assert.deepEqual(brief(read(host)), [["alert.raised", "/a"], ["alert.resolved", "/a"]]);
});

Deno.test("a full outbox drops those of alerts that are over first, oldest first, and says so", () => {
  using host = world(configOf({ recover_seconds: 0, hourly_cap: 100 }, { outbox: { max_entries: 10 } }));
  observe(host, 0, "/open");
  const over = ["/1", "/2", "/3", "/4"];
  observe(host, 10, "/open", ...over);
  observe(host, 60, "/open");
  observe(host, 10, "/open", "/x", "/y", "/z");
  assert.equal(list(host).items.length, 10);
  assert.deepEqual(list(host).items.slice(0, 3).map(({ subject }) => subject), ["/open", "/3", "/4"]);
  assert.deepEqual(host.alerts.outbox.status(), { entries: 10, dropped: 2 });
  const said = host.store.events.after(0, 100).filter(({ type }) => type === "outbox.dropped");
  assert.deepEqual(said.map(({ data }) => data["count"]), [2]);
  host.restart();
  assert.equal(host.alerts.outbox.status().dropped, 2);
});

Deno.test("beyond the cap of a rule there is one summary at the end of the hour, also across a restart", () => {
  using host = world(configOf({ hourly_cap: 3 }));
  observe(host, 0, "/1", "/2", "/3", "/4", "/5");
  host.restart();
  observe(host, 3599, "/1", "/2", "/3", "/4", "/5");
  assert.equal(list(host).items.length, 3);
  const waits = list(host).held.map(({ rule, count, since, summary_at }) => [
    rule,
    count,
    (Date.parse(summary_at) - Date.parse(since)) / 1000,
  ]);
  assert.deepEqual(waits, [["disk", 2, 3600]], "what is held back is told meanwhile, and until when");
  observe(host, 1, "/1", "/2", "/3", "/4", "/5");
  observe(host, 10, "/1", "/2", "/3", "/4", "/5");
  const [summary, ...more] = list(host).items.slice(3);
  assert.deepEqual([summary?.type, summary?.data["count"], more.length], ["outbox.summary", 2, 0]);
  assert.deepEqual(list(host).held, []);
});

Deno.test("a consumer that is away for long is forgotten, by the daemon's running time, and that is said", () => {
  using host = world(configOf({}, { outbox: { forget_consumer_days: 1 } }));
  observe(host, 0, "/a");
  read(host, "gone");
  host.clock.set(4e12);
  for (let hour = 0; hour < 23; hour++) observe(host, 3600, "/a");
  read(host, "here");
  assert.deepEqual(list(host).consumers.map(({ name }) => name), ["gone", "here"]);
  observe(host, 3600, "/a");
  assert.deepEqual(list(host).consumers.map(({ name }) => name), ["here"]);
  const types = host.store.events.after(0, 100).map(({ type }) => type);
  assert(types.includes("outbox.consumer_forgotten"));
});
