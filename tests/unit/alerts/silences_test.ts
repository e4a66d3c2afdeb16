import assert from "node:assert/strict";
import { CortexError, type ErrorCode, type InputOf } from "../../../src/contract/mod.ts";
import { parseInput } from "../../../src/operations/invalid_params.ts";
import { diskOf, sampleOf } from "./_host.ts";
import { type World, world } from "./_keeper.ts";
import { START_MS } from "./_time.ts";

const ALL = { limit: 50 };
const HOUR = 3600;
const coded = (code: ErrorCode) => (error: unknown) => error instanceof CortexError && error.code === code;
const disks = (...mounts: string[]) => sampleOf({ disks: mounts.map((mount) => diskOf(mount, 90)) });

function silence(host: World, input: Partial<InputOf<"alerts.silence">> = { subject: "/mnt/*" }) {
  const whole = { duration_seconds: HOUR, reason: "Moving data", by: "ann", ...input };
  return host.alerts.silence(parseInput("alerts.silence", whole));
}

const silencedOf = (host: World) =>
  host.alerts.list(ALL).items.filter((alert) => alert.silenced !== undefined).map(({ subject }) => subject)
    .sort();
const types = (host: World) => host.store.events.after(0, 100).map(({ type }) => type);

Deno.test("a silenced alert is raised and shown with the silence's end and reason, others are not touched", () => {
  using host = world();
  const { id, until } = silence(host);
  host.alerts.observe(disks("/mnt/a", "/srv"), null);
  const [srv, mnt] = host.alerts.list(ALL).items;
  assert.equal(srv?.silenced, undefined);
  assert.deepEqual(mnt?.silenced, { id, until, reason: "Moving data" });
  assert.deepEqual(host.alerts.get(mnt?.id ?? ""), mnt);
  assert.deepEqual(types(host), ["silence.started", "alert.raised", "alert.raised"]);
  assert.equal(host.store.alerts.all()[0]?.alert.silenced, undefined, "the mark is not kept with the alert");
});

Deno.test("a list that has not changed is the same object again, and another once a silence begins or ends", () => {
  using host = world();
  host.alerts.observe(disks("/mnt/a"), null);
  const plain = host.alerts.list(ALL);
  const { id } = silence(host);
  const marked = host.alerts.list(ALL);
  assert.notEqual(marked, plain);
  assert.equal(host.alerts.list(ALL), marked);
  host.alerts.unsilence({ id, by: "" });
  assert.deepEqual(silencedOf(host), []);
});

Deno.test("it covers what fits every member, up to a severity", () => {
  using host = world();
  host.alerts.observe(disks("/mnt/a", "/mnt/b", "/srv"), null);
  const tryOut = (input: Partial<InputOf<"alerts.silence">>) => {
    const { id } = silence(host, input);
    const found = silencedOf(host);
    host.alerts.unsilence({ id, by: "" });
    return found;
  };
  assert.deepEqual(tryOut({ subject: "*" }), ["/mnt/a", "/mnt/b", "/srv"]);
  assert.deepEqual(tryOut({ subject: "/mnt/?", rule: "disk" }), ["/mnt/a", "/mnt/b"]);
  assert.deepEqual(tryOut({ subject: "*", rule: "memory" }), []);
  assert.deepEqual(tryOut({ subject: "/srv", category: "disk" }), ["/srv"]);
  assert.deepEqual(tryOut({ severity: "info" }), []);
  assert.deepEqual(tryOut({ severity: "critical" }), ["/mnt/a", "/mnt/b", "/srv"]);
});

Deno.test("it survives kill -9, ends by itself at its time, and says so once", () => {
  using host = world();
  silence(host);
  host.alerts.observe(disks("/mnt/a"), null);
  host.restart();
  assert.deepEqual(silencedOf(host), ["/mnt/a"]);
  host.clock.pass(HOUR - 1);
  host.alerts.observe(disks("/mnt/a"), null);
  assert.deepEqual(silencedOf(host), ["/mnt/a"]);
  host.clock.pass(1);
  host.alerts.observe(disks("/mnt/a"), null);
  host.restart();
  host.alerts.observe(disks("/mnt/a"), null);
  assert.deepEqual(silencedOf(host), []);
  assert.deepEqual(host.alerts.silences(ALL).items, []);
  const ended = host.store.events.after(0, 100).filter(({ type }) => type === "silence.ended");
  assert.deepEqual(ended.map(({ data }) => data["end"]), [{ cause: "expired" }]);
});

Deno.test("a clock that is set, also across a restart, makes none longer than it was to be", () => {
  for (const restart of [true, false]) {
    using host = world();
    silence(host);
    host.alerts.observe(disks("/mnt/a"), null);
    host.clock.set(0);
    if (restart) host.restart();
    host.clock.pass(HOUR);
    host.alerts.observe(disks("/mnt/a"), null);
    assert.deepEqual(silencedOf(host), []);
  }
});

Deno.test("a silence of a rule that there is not is refused, and says which may be meant", () => {
  using host = world();
  const refusal = (rule: string) => (error: unknown) =>
    error instanceof CortexError && error.code === "INVALID_PARAMS" && error.message.includes(rule);
  assert.throws(() => silence(host, { rule: "dsk" }), refusal('did you mean "disk"'));
  assert.throws(() => silence(host, { rule: "everything" }), refusal("there are cpu, "));
  for (const rule of ["disk", "persistent_cpu", "store", "part"]) silence(host, { rule });
});

Deno.test("an end is taken in any form of RFC 3339", () => {
  using host = world();
  const until = "2026-11-21T14:00:00+01:00";
  const parsed = parseInput("alerts.silence", { subject: "/", until, reason: "Why" });
  assert.equal(Date.parse(host.alerts.silence(parsed).until), Date.parse(until));
});

Deno.test("what says too little, or lasts too long, is refused; so is the end of one that is not there", () => {
  using host = world();
  const wrong: Partial<InputOf<"alerts.silence">>[] = [
    {},
    { subject: "/", until: new Date(START_MS + 1000).toISOString() },
  ];
  for (const input of wrong) assert.throws(() => silence(host, input), coded("INVALID_PARAMS"));
  for (const until_ms of [START_MS, START_MS + 91 * 86_400_000]) {
    const input = { subject: "/", until: new Date(until_ms).toISOString(), reason: "Why" };
    assert.throws(() => host.alerts.silence(parseInput("alerts.silence", input)), coded("INVALID_PARAMS"));
  }
  assert.throws(
    () => parseInput("alerts.silence", { subject: "/", duration_seconds: 60 }),
    coded("INVALID_PARAMS"),
  );
  assert.throws(
    () => host.alerts.unsilence({ id: "00000000-0000-4000-8000-000000000000", by: "" }),
    coded("NOT_FOUND"),
  );
  assert.deepEqual(types(host), []);
});

Deno.test("the list is paged, newest first", () => {
  using host = world();
  const ids = Array.from({ length: 5 }, () => silence(host).id).reverse();
  const first = host.alerts.silences({ limit: 3 });
  assert.deepEqual(first.items.map(({ id }) => id), ids.slice(0, 3));
  const second = host.alerts.silences({ limit: 3, cursor: first.next_cursor ?? "" });
  assert.deepEqual(second.items.map(({ id }) => id), ids.slice(3));
  assert.equal(second.next_cursor, null);
  assert.throws(() => host.alerts.silences({ limit: 3, cursor: "nothing" }), coded("INVALID_PARAMS"));
});
