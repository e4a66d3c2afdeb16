import assert from "node:assert/strict";
import type { Health, OutputOf } from "../../src/contract/mod.ts";
import { waitFor } from "../e2e/_daemon.ts";
import { bootBox, type Box, BOX_DENO, BOX_PROGRAM, missingForBox } from "./_box.ts";
import { boundsMemory, outOfMemory } from "./_out_of_memory.ts";
import { asUser, byCommandLine, handedOver, notHandedOver, riddenOver } from "./_restart.ts";
import {
  dropIn,
  installUnit,
  property,
  restart,
  runInUnit,
  shippedDropIn,
  SOCKET,
  status,
  useProgram,
} from "./_unit.ts";

const UNIT = "/etc/systemd/system/cortexd.service";
const OPEN = ["read", "write", "env", "ffi", "sys", "run"].map((kind) => `--allow-${kind}`).join(" ");
const PROBE = `${BOX_DENO} run --quiet --no-prompt ${OPEN} ${BOX_PROGRAM}/tests/tools/unit_probe.ts`;

/** The exposure that `systemd-analyze security` may find at most, in tenths. */
const THRESHOLD = 20;

const health = (box: Box) => box.get<Health>(SOCKET, "/v1/health");

/** Mount points and sizes that `df` lists, in its order of names. */
function df(box: Box) {
  const rows = box.must("df", "-P").trim().split("\n").slice(1).map((line) => line.split(/\s+/));
  return rows.map(([, blocks, , , , mount = ""]) => `${mount} ${blocks}`).sort();
}

/** Settings of the running daemon that its kernel keeps. */
function kept(box: Box): Record<string, string> {
  const lines = box.must("cat", `/proc/${property(box, "MainPID")}/status`).split("\n");
  return Object.fromEntries(lines.map((line) => line.split(/:\s+/)));
}

function verified(box: Box) {
  const verify = box.run("systemd-analyze", "verify", UNIT);
  assert.deepEqual([verify.code, verify.stderr + verify.stdout], [0, ""]);
  const args = ["security", "--offline=yes", `--threshold=${THRESHOLD}`, "cortexd.service"];
  const security = box.run("systemd-analyze", ...args);
  assert.equal(security.code, 0, security.stdout);
}

function running(box: Box) {
  box.must("systemctl", "start", "cortexd");
  assert.equal(property(box, "ActiveState"), "active");
  assert.match(property(box, "StatusText"), /^Running; /);
  const modes = box.must("stat", "-c", "%a %U %G %n", SOCKET, "/run/cortex/cortex.sock", "/run/cortex/.bind");
  assert.deepEqual(modes.trim().split("\n"), [
    `660 cortex cortex ${SOCKET}`,
    "660 cortex cortex /run/cortex/cortex.sock",
    "700 cortex cortex /run/cortex/.bind",
  ]);
  assert.equal(box.must("readlink", "-f", "/run/cortex.sock").trim(), "/run/cortex/cortex.sock");
  assert(status(box).last_sample_at !== null, "ready means that there is a sample");
  const { items } = box.get<OutputOf<"daemon.permissions">>(SOCKET, "/v1/permissions");
  assert.deepEqual(items.flatMap(({ missing }) => missing), []);
}

function held(box: Box) {
  const { CapEff, CapBnd, NoNewPrivs, Seccomp } = kept(box);
  const none = "0000000000000000";
  assert.deepEqual({ CapEff, CapBnd, NoNewPrivs, Seccomp }, {
    CapEff: none,
    CapBnd: none,
    NoNewPrivs: "1",
    Seccomp: "2",
  });
}

function hostAsItIs(box: Box) {
  const { disks } = health(box);
  const listed = disks.map((disk) => `${disk.mount_point} ${disk.total_bytes / 1024}`).sort();
  assert.deepEqual(listed, df(box));
  const { items } = box.get<OutputOf<"processes.list">>(SOCKET, "/v1/processes?user=root");
  assert(items.some(({ pid }) => pid === 1), "processes of other users are seen");
}

async function services(box: Box) {
  const asked = await waitFor("the check of services", () => {
    const found = box.get<OutputOf<"services.failed">>(SOCKET, "/v1/services/failed");
    return Promise.resolve(found.checked_at === null ? undefined : found);
  });
  assert.equal(asked.available, true);
}

function reloaded(box: Box) {
  const pid = property(box, "MainPID");
  box.must("systemctl", "reload", "cortexd");
  assert.deepEqual([property(box, "ActiveState"), property(box, "MainPID")], ["active", pid]);
}

/** The daemon's own lines of the journal, those that came by its native protocol. */
function journal(box: Box, ...match: string[]): Record<string, string>[] {
  const lines = box.must(
    "journalctl",
    "--output=json",
    "_TRANSPORT=journal",
    "SYSLOG_IDENTIFIER=cortexd",
    ...match,
  );
  return lines.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
}

async function journalled(box: Box) {
  const reload = ["--request", "POST", "--header", "X-Request-Id: r-77", "http://cortex/v1/daemon/reload"];
  box.must("curl", "-sS", "--fail-with-body", "--unix-socket", SOCKET, ...reload);
  const [done] = await waitFor("the line of the request", () => {
    const found = journal(box, "REQUEST_ID=r-77");
    return Promise.resolve(found.length === 0 ? undefined : found);
  });
  assert.equal(done?.PRIORITY, "6");
  assert.equal(done?.COMPONENT, "operations");
  assert.equal(done?.OPERATION, "daemon.reload");
  assert.equal(done?.MESSAGE, "Action daemon.reload done");
  assert.equal(done?._SYSTEMD_UNIT, "cortexd.service");
}

async function placed(box: Box) {
  using _broken = dropIn(box, "[Service]\nBindReadOnlyPaths=/bin/false:/usr/bin/systemctl\n");
  restart(box);
  const line = await waitFor("the line of the check", () => {
    const found = journal(box, "COMPONENT=checks", "CHECK=services", "PRIORITY=3");
    return Promise.resolve(found[0]);
  });
  assert.match(line.CODE_FILE ?? "", new RegExp(`^${BOX_PROGRAM}/src/.*\\.ts$`));
  assert.match(line.CODE_LINE ?? "", /^\d+$/);
}

async function intoFile(box: Box) {
  const environment = { CORTEX__LOG__FILE: "auto" };
  using _setting = dropIn(box, "[Service]\nEnvironment=CORTEX__LOG__FILE=auto\n");
  using _program = useProgram(box, environment);
  restart(box);
  const { items } = box.get<OutputOf<"daemon.permissions">>(SOCKET, "/v1/permissions");
  assert.deepEqual(items.flatMap(({ missing }) => missing), []);
  const file = "/var/log/cortex/daemon.log";
  const lines = await waitFor("the file", () => {
    const { code, stdout } = box.run("cat", file);
    return Promise.resolve(code === 0 && stdout.includes("Ready") ? stdout : undefined);
  });
  assert.equal(box.must("stat", "-c", "%a %U %G", file).trim(), "640 cortex cortex");
  for (const line of lines.trim().split("\n")) assert.match(JSON.parse(line).logger, /^cortex/);
}

async function watched(box: Box) {
  using _setting = dropIn(box, "[Service]\nWatchdogSec=3\n");
  restart(box);
  const pid = property(box, "MainPID");
  box.must("kill", "-STOP", pid);
  const next = await waitFor("the restart by the watchdog", () => {
    const now = property(box, "MainPID");
    const active = property(box, "ActiveState") === "active";
    return Promise.resolve(active && now !== pid && now !== "0" ? now : undefined);
  });
  assert.equal(String(status(box).pid), next);
  assert.equal(property(box, "NRestarts"), "1");
  assert.match(box.must("journalctl", "--unit=cortexd", "--output=cat"), /Watchdog timeout/);
  const { kind, reason } = status(box).previous_stop ?? {};
  assert.deepEqual([kind, reason], ["hang", "Killed by the service manager's watchdog"]);
}

async function killed(box: Box) {
  restart(box);
  assert.equal(status(box).previous_stop?.kind, "clean");
  const pid = property(box, "MainPID");
  box.must("kill", "-KILL", pid);
  const previous = await waitFor("the restart", () => {
    const now = property(box, "ActiveState") === "active" ? status(box) : undefined;
    return Promise.resolve(now === undefined || String(now.pid) === pid ? undefined : now.previous_stop);
  });
  assert.deepEqual([previous?.kind, previous?.reason], ["signal", "Ended by SIGKILL"]);
  assert.match(box.must("journalctl", "--unit=cortexd", "--output=cat"), /Ended by SIGKILL/);
}

async function putBack(box: Box) {
  // Again where something was written into a folder that was just emptied.
  box.must("sh", "-c", `rm -r ${SOCKET}; rm -rf /var/lib/cortex/* || rm -rf /var/lib/cortex/*`);
  await waitFor("the socket and the state", () => {
    const is_kept = health(box).store.state === "ok" &&
      box.run("test", "-e", "/var/lib/cortex/cortex.db").code === 0;
    return Promise.resolve(is_kept || undefined);
  });
}

/** Its folder of sockets is systemd's to make. */
async function outOfReach(box: Box) {
  box.must("rm", "-r", "/run/cortex");
  await waitFor(
    "the line",
    () => Promise.resolve(property(box, "StatusText").endsWith("sockets is unhealthy") || undefined),
  );
  restart(box);
  assert.equal(status(box).state, "running");
}

function refused(box: Box) {
  for (const folder of ["/srv/open", "/home/open"]) box.must("install", "-d", "-m", "0777", folder);
  const free = box.must(
    "systemd-run",
    "--quiet",
    "--wait",
    "--pipe",
    "--setenv=DENO_DIR=/opt/cortex/cache",
    ...PROBE.split(" "),
  );
  const worked = Object.entries(JSON.parse(free) as Record<string, boolean>);
  assert.deepEqual(worked.filter(([, did]) => !did), [], "without settings nothing is refused");

  // What runs after it would have the same output, and truncate it.
  const settings = ["Type=oneshot", "Restart=no", "WatchdogSec=0", "ExecStopPost="];
  settings.push("StandardOutput=truncate:/opt/probe.json");
  using _settings = dropIn(box, `[Service]\n${settings.join("\n")}\n`);
  using _program = runInUnit(box, `${PROBE} /var/lib/cortex`);
  restart(box);
  const found = JSON.parse(box.must("cat", "/opt/probe.json")) as Record<string, boolean>;
  const allowed = Object.entries(found).filter(([, did]) => did).map(([name]) => name);
  assert.deepEqual(allowed, ["unix_socket", "write_own"]);
}

function withoutFfi(box: Box) {
  using _shipped = shippedDropIn(box, "host-bind.conf");
  using _program = useProgram(box, { CORTEX_HOST_ROOT: "/run/cortex/host" });
  assert.doesNotMatch(property(box, "ExecStart"), /--allow-ffi/);
  restart(box);
  hostAsItIs(box);
}

function withCapabilities(box: Box) {
  const opened = () => {
    restart(box);
    const { items } = box.get<OutputOf<"processes.list">>(SOCKET, "/v1/processes?user=root");
    return items.find(({ pid }) => pid === 1)?.open_files;
  };
  assert.equal(opened(), null);
  using _shipped = shippedDropIn(box, "capabilities.conf");
  assert(Number(opened()) > 0);
}

function stopped(box: Box) {
  box.must("systemctl", "stop", "cortexd");
  assert.deepEqual([property(box, "Result"), property(box, "ExecMainStatus")], ["success", "0"]);
  assert.notEqual(box.run("test", "-e", SOCKET).code, 0);
}

Deno.test({
  name: "the unit, under a real systemd",
  ignore: missingForBox() !== undefined,
  fn: async (t) => {
    using box = bootBox();
    installUnit(box);
    const steps: readonly [string, (box: Box) => void | Promise<void>][] = [
      ["systemd finds no fault with it, and little exposure", verified],
      ["it is ready with its sockets, their rights and a sample, and lacks no permission", running],
      ["the kernel holds it: no capabilities, no new privileges, a filter", held],
      ["disks, processes and users are those of the host", hostAsItIs],
      ["systemd can be asked for failed units", services],
      ["a reload ends", reloaded],
      ["the journal has its lines in fields", journalled],
      ["an error's line tells where it was made", placed],
      ["the log file lies in the folder that the unit gives", intoFile],
      ["stopped in its tracks, it is started again by the watchdog", watched],
      ["killed, it is started again and tells how it ended", killed],
      ["over its bound on memory it is killed, started again, and tells so", outOfMemory],
      ["its state and its socket, removed under it, are there again", putBack],
      ["systemd is told that nobody can connect, and makes a removed folder of sockets anew", outOfReach],
      ["what it must not do is refused by the unit alone", refused],
      ["the bind mount of the host stands in for ffi", withoutFfi],
      ["capabilities show what other users' processes hold open", withCapabilities],
      ["a new process takes the place of the old one, and no request is lost", handedOver],
      ["one that cannot start leaves the old one as it is", notHandedOver],
      ["the command line rides over a plain restart", riddenOver],
      ["the command line leaves it to systemd", byCommandLine],
      ["root starts one of another user's, and nothing of root is left to it", asUser],
      ["it ends well, and takes its sockets along", stopped],
    ];
    for (const [name, step] of steps) {
      const ignore = step === outOfMemory && !boundsMemory(box);
      await t.step({ name, ignore, fn: () => step(box) });
    }
  },
});
