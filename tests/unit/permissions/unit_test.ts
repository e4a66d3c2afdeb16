import assert from "node:assert/strict";
import { DAEMON_ENV } from "../../../cli/launch/daemon.ts";
import { configSchema } from "../../../src/config/mod.ts";
import { runtimePlaces, runtimesPermissions } from "../../../src/runtimes/launch.ts";
import { type Grant, permissionTable, V8_FLAGS } from "../../../src/permissions.ts";
import { SYSTEM_PATHS } from "./_paths.ts";

/** Settings of a unit file; one given more than once is a list. */
function settingsOf(file: string): ReadonlyMap<string, readonly string[]> {
  const text = Deno.readTextFileSync(new URL(`../../../systemd/${file}`, import.meta.url));
  const settings = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    const [, name, value] = /^([A-Z]\w+)=(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    settings.set(name, [...settings.get(name) ?? [], value]);
  }
  return settings;
}

const unit = settingsOf("cortexd.service");
const one = (name: string) => unit.get(name)?.join(" ");
const NOTIFY = "/run/systemd/notify";
const JOURNAL = "/run/systemd/journal/socket";

const table = permissionTable({
  paths: SYSTEM_PATHS,
  config: configSchema.parse({ log: { file: "auto" } }),
  libc: ["/lib/x86_64-linux-gnu/libc.so.6"],
  deno: "2.9.6",
  systemctl: "/usr/bin/systemctl",
  packages: [],
  runtimes: runtimesPermissions(runtimePlaces(null)),
  assistant: null,
  notify: NOTIFY,
  journal: true,
  source_dir: "/usr/lib/cortex",
});
const targets = (kind: Grant["kind"]) =>
  table.flatMap((row) => row.grants).filter((grant) => grant.kind === kind).map(({ target }) => target);

/** Folders that the unit lets the daemon write, all else being read-only. */
const writable = [
  `/run/${one("RuntimeDirectory")}`,
  `/var/lib/${one("StateDirectory")}`,
  `/var/log/${one("LogsDirectory")}`,
];
const inside = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

Deno.test("what the table lets the daemon write, the unit lets it write, and no folder more than it has", () => {
  assert.equal(one("ProtectSystem"), "strict");
  assert.equal(unit.get("ReadWritePaths"), undefined);
  for (const path of targets("write")) {
    assert([NOTIFY, JOURNAL].includes(path) || writable.some((folder) => inside(path, folder)), path);
  }
  for (const folder of writable) assert(targets("write").some((path) => inside(path, folder)), folder);
});

Deno.test("what the table lets the daemon read is not hidden by the unit", () => {
  assert.equal(one("ProtectHome"), "read-only");
  for (const name of ["InaccessiblePaths", "ProtectProc", "ProcSubset", "PrivateUsers", "PrivateNetwork"]) {
    assert.equal(one(name), undefined, name);
  }
  assert(targets("read").includes("/proc"));
});

Deno.test("the unit's address families are the table's: Unix sockets and nothing else", () => {
  for (const target of targets("net")) assert.match(target, /^unix:\//);
  assert.deepEqual(unit.get("RestrictAddressFamilies"), ["AF_UNIX"]);
  assert.equal(one("IPAddressDeny"), "any");
});

Deno.test("what Deno does not hold, ffi and programs, the unit holds: no capability, no privilege, a filter", () => {
  assert(targets("ffi").length > 0 && targets("run").length > 0);
  assert.deepEqual([one("CapabilityBoundingSet"), one("AmbientCapabilities")], ["", ""]);
  assert.equal(one("NoNewPrivileges"), "yes");
  assert.equal(unit.get("SystemCallFilter")?.[0], "@system-service");
  assert.notEqual(one("User"), "root");
});

Deno.test("the working folder of the unit is where the configuration is", () => {
  assert.equal(one("WorkingDirectory"), `/etc/${one("ConfigurationDirectory")}`);
});

Deno.test("the unit gives V8 and the C library the settings of every other start, and less memory than it bounds", () => {
  const flags = V8_FLAGS.replace("--v8-flags=", "");
  const env = unit.get("Environment")?.flatMap((line) => line.split(" ")) ?? [];
  for (const [name, value] of Object.entries({ DENO_V8_FLAGS: flags, ...DAEMON_ENV })) {
    assert(env.includes(`${name}=${value}`), name);
  }
  const heap_mib = Number(/--max-old-space-size=(\d+)/.exec(flags)?.[1]);
  assert(
    heap_mib + 128 < Number.parseInt(one("MemoryMax") ?? ""),
    "a worker that grows and all else have room",
  );
});
