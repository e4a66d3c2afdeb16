/** How the unit is restarted, in place and plainly. */
import assert from "node:assert/strict";
import { waitFor } from "../e2e/_daemon.ts";
import { type Box, BOX_DENO, BOX_PROGRAM } from "./_box.ts";
import { asking, asksForHealth } from "./_asking.ts";
import { dropIn, property, restart, SOCKET, status } from "./_unit.ts";

/** `cortex daemon VERB`. */
function launcher(verb: string): string[] {
  const permissions = ["--allow-read", "--allow-env", "--allow-sys=uid", "--allow-run"];
  const program = [BOX_DENO, "run", "--quiet", "--no-prompt", ...permissions, `${BOX_PROGRAM}/cli/launch.ts`];
  return [...program, "cli", "daemon", verb, "--json"];
}

/** What it says. */
function commanded(box: Box, verb: string) {
  return JSON.parse(box.must("env", ...launcher(verb)));
}

/** A new process takes the place of the old one, twice, under load. */
export async function handedOver(box: Box) {
  using _setting = dropIn(box, "[Service]\nWatchdogSec=6\n");
  restart(box);
  const ended = asking(box, asksForHealth(SOCKET));
  const pids = [property(box, "MainPID")];
  for (let round = 0; round < 2; round++) {
    const restarted = commanded(box, "restart");
    assert.deepEqual([restarted.unit, restarted.active_state], ["cortexd.service", "active"]);
    assert.match(restarted.status, /^Running; /);
    pids.push(property(box, "MainPID"));
    assert.equal(String(restarted.pid), pids.at(-1));
  }
  assert.equal(new Set(pids).size, 3);
  const { asked, faults } = await ended();
  assert.equal(faults, "");
  assert(asked > 10);
  assert.equal(property(box, "NRestarts"), "0");
  const members = box.must("cat", `/sys/fs/cgroup/systemd${property(box, "ControlGroup")}/cgroup.procs`);
  assert.deepEqual(members.trim().split("\n"), pids.slice(-1), "the old processes are gone");

  const sign = property(box, "WatchdogTimestampMonotonic");
  await waitFor(
    "the next sign of life",
    () => Promise.resolve(property(box, "WatchdogTimestampMonotonic") !== sign || undefined),
  );
}

/** A new process that cannot start. */
export function notHandedOver(box: Box) {
  restart(box);
  const before = property(box, "MainPID");
  box.write("/etc/cortex/daemon.yaml", "log:\n  level: loud\n");
  const failed = box.run("env", ...launcher("restart"));
  box.must("rm", "/etc/cortex/daemon.yaml");
  assert.equal(failed.code, 1);
  assert.match(failed.stderr, /Cannot restart cortexd.service/);
  assert.deepEqual([property(box, "ActiveState"), property(box, "MainPID")], ["active", before]);
  assert.equal(String(status(box).pid), before);
  assert.notEqual(box.run("test", "-e", "/run/cortexd.restart").code, 0);
}

/** A plain restart, while the command line is used. */
export async function riddenOver(box: Box) {
  const ended = asking(box, launcher("status").join(" "));
  box.must("systemctl", "restart", "cortexd");
  const { asked, faults } = await ended();
  assert.equal(faults, "");
  assert(asked > 0);
}

/** A daemon of another user, started by root: it has nothing of root's. */
export function asUser(box: Box): void {
  box.must("install", "-d", "-o", "nobody", "-m", "0700", "/opt/own");
  const folders = ["--socket-dir=/opt/own/run", "--state-dir=/opt/own/state"];
  const { pid } = JSON.parse(box.must("env", ...launcher("start"), "--user=nobody", ...folders));
  const kept = box.must("cat", `/proc/${pid}/status`);
  const nobody = Number(box.must("id", "-u", "nobody"));
  const nogroup = Number(box.must("id", "-g", "nobody"));
  assert.match(kept, new RegExp(`^Uid:(\\s${nobody}){4}$`, "m"));
  assert.match(kept, new RegExp(`^Gid:(\\s${nogroup}){4}$`, "m"));
  assert.match(kept, /^Groups:\s*$/m);
  assert.match(kept, /^CapEff:\s0+$/m);
  assert.match(box.must("stat", "-c", "%U %a", "/opt/own/state/cortex.db"), /^nobody 600/);
  box.must("env", ...launcher("stop"), "--socket-dir=/opt/own/run");
  assert.match(box.run("env", ...launcher("start"), "--user=no-such-user").stderr, /there is no such user/);
}

/** Start, stop, status and restart. */
export function byCommandLine(box: Box) {
  box.must("systemctl", "start", "cortexd");
  const restarted = commanded(box, "restart");
  assert.equal(commanded(box, "status").pid, restarted.pid);
  assert.deepEqual([commanded(box, "stop").active_state, property(box, "MainPID")], ["inactive", "0"]);
  assert.deepEqual(commanded(box, "start").pid, Number(property(box, "MainPID")));
}
