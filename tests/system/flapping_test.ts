import assert from "node:assert/strict";
import type { OutputOf } from "../../src/contract/mod.ts";
import { waitFor } from "../e2e/_daemon.ts";
import { bootBox, type Box, missingForBox } from "./_box.ts";
import { dropIn, installUnit, property, restart, SOCKET, status, useProgram } from "./_unit.ts";

/** Turns of the thresholds: each raises or ends the alerts of memory and of every disk. */
const ROUNDS = 12;

/** A file of the log holds a few turns only. */
const LOG_BYTES = 4096;
const LOG_FILES = 10;

/** What may be notified of a rule within an hour. */
const HOURLY_CAP = 6;

const LOG = "/var/log/cortex/daemon.log";

/** Thresholds under or over what every host shows. */
function configure(box: Box, raised: boolean): void {
  const at = raised
    ? "{ warning: 0.01, critical: 0.02, for_seconds: 0 }"
    : "{ warning: 100.1, critical: 100.2 }";
  box.write(
    "/etc/cortex/daemon.yaml",
    [
      `monitor:\n  interval_seconds: 1\ninventory:\n  enabled: false\n`,
      `log:\n  file: auto\n  file_max_bytes: ${LOG_BYTES}\n  levels: { alerts: debug }\n`,
      `alerts:\n  recover_seconds: 0\n  rules:\n    memory: ${at}\n    disk: ${at}\n`,
    ].join(""),
  );
}

const descriptors = (box: Box) =>
  box.must("ls", `/proc/${property(box, "MainPID")}/fd`).trim().split("\n").length;

const logFiles = (box: Box) => box.must("sh", "-c", `stat -c %s ${LOG}*`).trim().split("\n").map(Number);

/** How many entries each rule has in the outbox: all of them are of the last minutes. */
function notified(box: Box): ReadonlyMap<string, number> {
  const { items } = box.get<OutputOf<"outbox.list">>(SOCKET, "/v1/outbox?limit=500");
  return new Map(Map.groupBy(items, ({ rule }) => rule).entries().map(([rule, all]) => [rule, all.length]));
}

const openAlerts = (box: Box) =>
  box.get<OutputOf<"alerts.list">>(SOCKET, "/v1/alerts?limit=50&status=active").items;

/** Turns the thresholds, and waits until the alerts have followed: gives back the one of memory where it is raised. */
async function turn(box: Box, raised: boolean) {
  configure(box, raised);
  box.must("systemctl", "reload", "cortexd");
  return await waitFor(`the alerts, raised: ${raised}`, () => {
    const open = openAlerts(box);
    const followed = ["memory", "disk"].every((one) => open.some(({ rule }) => rule === one) === raised);
    return Promise.resolve(followed ? { memory: open.find(({ rule }) => rule === "memory") } : undefined);
  });
}

Deno.test({
  name: "flapping conditions, reloads, a log that rotates and the watchdog; then SIGSTOP",
  ignore: missingForBox() !== undefined,
  fn: async () => {
    using box = bootBox();
    installUnit(box);
    configure(box, false);
    using _watchdog = dropIn(box, "[Service]\nWatchdogSec=6\n");
    using _program = useProgram(box, { CORTEX__LOG__FILE: "auto" });
    restart(box);
    const pid = property(box, "MainPID");
    await waitFor("the first checks", () => Promise.resolve(status(box).last_sample_at ?? undefined));
    const at_first = descriptors(box);
    for (let round = 1; round <= ROUNDS; round++) {
      await turn(box, round % 2 === 1);
    }
    assert.deepEqual([property(box, "MainPID"), property(box, "NRestarts")], [pid, "0"]);
    assert.notEqual(property(box, "WatchdogTimestamp"), "", "the watchdog has looked");
    // A check that runs at the moment has some of its own.
    await waitFor(
      "as many descriptors as at first",
      () => Promise.resolve(descriptors(box) <= at_first || undefined),
    );
    const sizes = logFiles(box);
    assert(sizes.length > 1 && sizes.length <= LOG_FILES + 1, `${sizes.length} files of the log`);
    for (const size of sizes) assert(size <= LOG_BYTES, `a file of ${size} bytes`);
    const entries = notified(box);
    assert(entries.has("memory") && entries.has("disk"), [...entries.keys()].join());
    for (const [rule, count] of entries) assert(count <= HOURLY_CAP, `${count} notifications of ${rule}`);

    const { memory } = await turn(box, true);
    box.must("kill", "-STOP", pid);
    const next = await waitFor("the restart by the watchdog", () => {
      const now = property(box, "MainPID");
      const active = property(box, "ActiveState") === "active";
      return Promise.resolve(active && now !== pid && now !== "0" ? now : undefined);
    }, { seconds: 60 });
    const { pid: now, previous_stop } = status(box);
    assert.equal(String(now), next);
    assert.deepEqual([previous_stop?.kind, previous_stop?.reason], [
      "hang",
      "Killed by the service manager's watchdog",
    ]);
    assert(openAlerts(box).some(({ id }) => id === memory?.id), "the alert is the same one as before");
    for (const [rule, count] of notified(box)) {
      assert(count <= HOURLY_CAP, `${count} notifications of ${rule}`);
    }
  },
});
