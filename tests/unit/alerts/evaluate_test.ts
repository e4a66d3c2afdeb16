import assert from "node:assert/strict";
import { acknowledge, dismiss, resolveByHand } from "../../../src/alerts/actions.ts";
import { CortexError } from "../../../src/contract/mod.ts";
import { configOf, diskOf, servicesOf, userOf } from "./_host.ts";
import { type Run, run } from "./_run.ts";

const typesOf = ({ events }: Run) => events.map((event) => event.type);

Deno.test("a condition is raised only when it has lasted for the time of its rule", () => {
  const host = run();
  host.at(0, { cpu_percent: 92 });
  host.at(299, { cpu_percent: 92 });
  assert.equal(host.alert("cpu"), undefined);
  host.at(300, { cpu_percent: 92 });
  assert.equal(host.alert("cpu")?.severity, "warning");
  assert.equal(host.alert("cpu")?.raised_at, "2026-11-21T10:05:00.000Z");
});

Deno.test("an interruption starts the time anew", () => {
  const host = run();
  host.at(0, { cpu_percent: 99 });
  host.at(200, { cpu_percent: 89.9 });
  host.at(210, { cpu_percent: 99 });
  host.at(400, { cpu_percent: 99 });
  assert.equal(host.alert("cpu"), undefined);
  host.at(510, { cpu_percent: 99 });
  assert.equal(host.alert("cpu")?.severity, "critical");
});

Deno.test("severity goes up at once and comes down in the same alert", () => {
  const host = run();
  host.at(0, { memory_percent: 85 });
  assert.equal(host.alert("memory")?.threshold, 85);
  host.at(10, { memory_percent: 96 });
  assert.equal(host.alert("memory")?.severity, "critical");
  assert.equal(host.alert("memory")?.threshold, 95);
  host.at(20, { memory_percent: 91 });
  assert.equal(host.alert("memory")?.severity, "critical", "held by the hysteresis");
  host.at(30, { memory_percent: 89 });
  const alert = host.alert("memory");
  assert.equal(alert?.severity, "warning");
  assert.equal(alert?.peak, 96);
  assert.equal(alert?.value, 89);
  assert.match(alert?.message ?? "", /89 %/);
  assert.equal(host.alerts.size, 1);
});

Deno.test("it resolves after the time to recover, below the hysteresis, with an event of the same alert", () => {
  const host = run();
  host.at(0, { memory_percent: 90 });
  host.at(10, { memory_percent: 81 });
  host.at(1000, { memory_percent: 81 });
  assert.equal(host.alert("memory")?.status, "active", "within the hysteresis");
  host.at(1010, { memory_percent: 79 });
  host.at(1030, { memory_percent: 79 });
  assert.equal(host.alert("memory")?.status, "active");
  host.at(1040, { memory_percent: 79 });
  const alert = host.alert("memory");
  assert.equal(alert?.status, "resolved");
  assert.equal(alert?.resolved_at, "2026-11-21T10:17:20.000Z");
  assert.match(alert?.description ?? "", /^Recovered: Memory usage is 79 %/);
  assert.deepEqual(typesOf(host), ["alert.raised", "alert.resolved"]);
  assert.deepEqual(host.events.map((event) => event.alert_id), [alert?.id, alert?.id]);
});

Deno.test("a condition that is back for a moment has to be gone anew", () => {
  const host = run();
  host.at(0, { memory_percent: 90 });
  host.at(10, { memory_percent: 20 });
  host.at(30, { memory_percent: 90 });
  host.at(35, { memory_percent: 20 });
  host.at(60, { memory_percent: 20 });
  assert.equal(host.alert("memory")?.status, "active");
  host.at(65, { memory_percent: 20 });
  assert.equal(host.alert("memory")?.status, "resolved");
  assert.equal(host.alert("memory")?.recoveries, 0);
});

Deno.test("a condition that is back within 10 minutes reopens its alert, one that is back later raises a new one", () => {
  for (const [back, alerts] of [[640, 1], [641, 2]] as const) {
    const host = run();
    host.at(0, { memory_percent: 90 });
    host.at(10, { memory_percent: 20 });
    host.at(40, { memory_percent: 20 });
    assert.equal(host.alert("memory")?.status, "resolved");
    host.at(back, { memory_percent: 90 });
    assert.equal(host.alert("memory")?.status, "active");
    assert.equal(host.alert("memory")?.recoveries, alerts === 1 ? 1 : 0);
    assert.equal(host.alert("memory")?.resolved_at, null);
    assert.equal(host.alerts.size, alerts);
  }
});

Deno.test("what began within 10 minutes reopens, also when its rule's time ends later", () => {
  const host = run();
  for (const seconds of [0, 300]) host.at(seconds, { cpu_percent: 92 });
  for (const seconds of [310, 340]) host.at(seconds);
  assert.equal(host.alert("cpu")?.status, "resolved");
  host.at(900, { cpu_percent: 92 });
  host.at(1200, { cpu_percent: 92 });
  assert.equal(host.alert("cpu")?.recoveries, 1);
  assert.equal(host.alerts.size, 1);
});

Deno.test("a value that could not be read keeps its alert as it is", () => {
  const host = run();
  host.at(0, { memory_percent: 90, disks: [diskOf("/mnt", 90)] });
  const before = [host.alert("memory"), host.alert("disk", "/mnt")];
  for (const seconds of [10, 60, 4000]) host.at(seconds, { failed: ["memory", "swap", "disks"], disks: [] });
  assert.deepEqual([host.alert("memory"), host.alert("disk", "/mnt")], before);
});

Deno.test("a disk that is not mounted any more resolves at once and says so", () => {
  const host = run();
  host.at(0, { disks: [diskOf("/mnt", 90)] });
  host.at(10, { disks: [] });
  const alert = host.alert("disk", "/mnt");
  assert.equal(alert?.status, "resolved");
  assert.match(alert?.description ?? "", /^"\/mnt" is not mounted any more/);
  assert.equal(host.events.at(-1)?.data["message"], '"/mnt" is not mounted any more');
});

Deno.test("a rule that is turned off resolves its alerts", () => {
  const host = run();
  host.at(0, { memory_percent: 90 });
  host.configure(configOf({ rules: { memory: { enabled: false } } }));
  host.at(10, { memory_percent: 90 });
  assert.equal(host.alert("memory")?.status, "resolved");
  assert.match(host.alert("memory")?.description ?? "", /turned off/);
  host.at(1000, { memory_percent: 90 });
  assert.equal(host.alert("memory"), undefined, "forgotten");
});

Deno.test("an acknowledged alert stays so until it gets worse than it was then", () => {
  const host = run();
  host.at(0, { memory_percent: 90 });
  host.act(5, acknowledge, "memory");
  host.at(10, { memory_percent: 92 });
  assert.equal(host.alert("memory")?.status, "acknowledged");
  host.at(20, { memory_percent: 96 });
  assert.equal(host.alert("memory")?.status, "active");
  assert.equal(host.alert("memory")?.acknowledged_at, null);
  host.act(25, acknowledge, "memory");
  host.at(30, { memory_percent: 86 });
  host.at(40, { memory_percent: 97 });
  assert.equal(host.alert("memory")?.status, "acknowledged", "critical was acknowledged");
});

Deno.test("an acknowledged alert that comes back in the same episode is still looked after", () => {
  const host = run();
  host.at(0, { memory_percent: 90 });
  host.act(5, acknowledge, "memory");
  for (const seconds of [10, 40]) host.at(seconds);
  host.at(50, { memory_percent: 90 });
  assert.equal(host.alert("memory")?.status, "acknowledged");
  for (const seconds of [60, 90]) host.at(seconds);
  host.at(100, { memory_percent: 99 });
  assert.equal(host.alert("memory")?.status, "active", "worse than what was acknowledged");
});

Deno.test("a dismissed alert whose condition lasts is active again after the time to rearm, with the same id", () => {
  const host = run(configOf({ rearm_hours: 2 }));
  host.at(0, { memory_percent: 90 });
  const id = host.alert("memory")?.id;
  host.act(10, dismiss, "memory");
  for (let seconds = 20; seconds < 7210; seconds += 10) {
    host.at(seconds, { memory_percent: 90 });
    assert.equal(host.alert("memory")?.status, "dismissed");
  }
  host.at(7210, { memory_percent: 90 });
  assert.equal(host.alert("memory")?.status, "active");
  assert.equal(host.alert("memory")?.dismissed_at, null);
  assert.equal(host.alert("memory")?.id, id);
  assert.deepEqual(typesOf(host), ["alert.raised", "alert.dismissed", "alert.reactivated"]);
});

Deno.test("a dismissed alert that gets worse is active again at once", () => {
  const host = run();
  host.at(0, { memory_percent: 90 });
  host.act(10, dismiss, "memory");
  host.at(20, { memory_percent: 96 });
  assert.equal(host.alert("memory")?.status, "active");
  assert.equal(host.alert("memory")?.severity, "critical");
});

Deno.test("a dismissed alert whose condition is gone is over, and the next crossing is a new alert", () => {
  const host = run();
  host.at(0, { memory_percent: 90 });
  host.act(10, dismiss, "memory");
  for (const seconds of [20, 50]) host.at(seconds);
  assert.equal(host.alert("memory"), undefined);
  host.at(60, { memory_percent: 90 });
  assert.equal(host.alert("memory")?.status, "active");
  assert.deepEqual([...host.alerts.values()].map((alert) => alert.status), ["dismissed", "active"]);
});

Deno.test("one that was resolved by hand is followed by a new one if its condition lasts", () => {
  const host = run();
  host.at(0, { memory_percent: 90 });
  host.act(10, resolveByHand, "memory");
  host.at(20, { memory_percent: 90 });
  assert.deepEqual([...host.alerts.values()].map((alert) => alert.status), ["resolved", "active"]);
});

Deno.test("what an alert's status does not allow is refused with the status it has", () => {
  const host = run();
  host.at(0, { memory_percent: 90 });
  host.act(1, acknowledge, "memory");
  const refused = (error: unknown) =>
    error instanceof CortexError && error.code === "ALERT_STATE" && /it is acknowledged/.test(error.message);
  assert.throws(() => host.act(2, acknowledge, "memory"), refused);
  host.act(3, dismiss, "memory");
  assert.throws(() => host.act(4, dismiss, "memory"), /it is dismissed/);
  assert.throws(() => host.act(5, resolveByHand, "memory"), /it is dismissed/);
});

Deno.test("thresholds of one mount and of one user are their own", () => {
  const host = run(configOf({
    rules: {
      disk: { subjects: { "/var/big disk": { warning: 97, critical: 99 }, "/tmp": { enabled: false } } },
      user_cpu: { for_seconds: 0, subjects: { ann: { warning: 10 } } },
    },
  }));
  host.at(0, {
    disks: [diskOf("/", 96), diskOf("/var/big disk", 96), diskOf("/tmp", 100)],
    users: [userOf("ann", 1000, { cpu_percent: 60 }), userOf("bob", 1001, { cpu_percent: 60 })],
  });
  assert.deepEqual(
    [...host.alerts.values()].map(({ rule, subject, severity }) => [rule, subject, severity]),
    [["disk", "/", "critical"], ["user_cpu", "ann", "warning"]],
  );
});

Deno.test("failed services raise a warning that names them; a check that was not made changes nothing", () => {
  const host = run();
  host.at(0, {}, servicesOf("nginx.service", "weird unit's.service"));
  const alert = host.alert("services");
  assert.equal(alert?.severity, "warning");
  assert.equal(alert?.message, "2 systemd units have failed");
  assert.match(alert?.description ?? "", /"nginx\.service"/);
  assert.match(alert?.recommendation ?? "", /systemctl status nginx\.service 'weird unit'\\''s\.service'/);
  host.at(100, {}, null);
  host.at(200, {}, { ...servicesOf(), available: false });
  assert.equal(host.alert("services")?.status, "active");
  for (const seconds of [300, 330]) host.at(seconds, {}, servicesOf());
  assert.equal(host.alert("services")?.status, "resolved");
});

Deno.test("a clock that goes back in the middle neither raises nor ends anything", () => {
  const host = run();
  host.at(1000, { cpu_percent: 99, memory_percent: 90 });
  host.at(0, { cpu_percent: 99 });
  assert.equal(host.alert("cpu"), undefined);
  assert.equal(host.alert("memory")?.status, "active");
});
