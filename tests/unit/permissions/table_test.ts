import assert from "node:assert/strict";
import { configSchema } from "../../../src/config/mod.ts";
import { denoFlags, permissionTable, type TableInput, workerPermissions } from "../../../src/permissions.ts";
import { SYSTEM_PATHS } from "./_paths.ts";

const input: TableInput = {
  paths: SYSTEM_PATHS,
  config: configSchema.parse({}),
  deno: "2.9.6",
  libc: ["/lib/x86_64-linux-gnu/libc.so.6"],
  systemctl: "/usr/bin/systemctl",
  packages: [],
  runtimes: null,
  assistant: null,
  notify: null,
  journal: false,
  source_dir: "/usr/lib/cortex",
};

const flag = (table: ReturnType<typeof permissionTable>, kind: string) =>
  denoFlags(table).find((one) => one.startsWith(`--allow-${kind}`));

Deno.test("the daemon may reach Unix sockets only, by exact path", () => {
  const net = flag(permissionTable(input), "net") ?? "";
  const targets = net.replace("--allow-net=", "").split(",");
  assert(targets.length > 0);
  for (const target of targets) assert.match(target, /^unix:\/run\/cortex\//);
});

Deno.test("nothing is open as a whole and nothing is unnamed", () => {
  for (const one of denoFlags(permissionTable(input))) {
    assert.match(one, /^--allow-(read|write|net|env|run|ffi|sys)=./);
    assert.doesNotMatch(one, /=,|,$/);
  }
});

Deno.test("only the services worker may run something, and only systemctl", () => {
  const table = permissionTable(input);
  assert.equal(flag(table, "run"), "--allow-run=/usr/bin/systemctl");
  const rows = table.filter((row) => row.grants.some((grant) => grant.kind === "run")).map((row) => row.row);
  assert.deepEqual(rows, ["services"]);
});

Deno.test("without systemctl, or with the check off, nothing may be run", () => {
  assert.equal(flag(permissionTable({ ...input, systemctl: null }), "run"), undefined);
  const config = configSchema.parse({ services: { enabled: false } });
  assert.equal(flag(permissionTable({ ...input, config }), "run"), undefined);
});

Deno.test("a host read from files needs no ffi", () => {
  const config = configSchema.parse({ host: { root: "/run/cortex/host" } });
  const table = permissionTable({ ...input, config, libc: [] });
  assert.equal(flag(table, "ffi"), undefined);
  assert.deepEqual(workerPermissions(table, "monitor").read, ["/run/cortex/host"]);
});

Deno.test("a worker gets its own row and nothing else", () => {
  const table = permissionTable(input);
  const { ffi, ...rest } = workerPermissions(table, "monitor");
  assert.deepEqual(ffi, input.libc);
  assert.deepEqual({ ...rest, read: null }, {
    env: false,
    import: false,
    net: false,
    read: null,
    run: false,
    sys: false,
    write: false,
  });
  assert.deepEqual(workerPermissions(table, "none of this name"), {
    env: false,
    ffi: false,
    import: false,
    net: false,
    read: false,
    run: false,
    sys: false,
    write: false,
  });
});

Deno.test("a worker's set is part of the daemon's flags", () => {
  const table = permissionTable(input);
  for (const row of table.filter((one) => one.zone === "worker")) {
    for (const { kind, target } of row.grants) {
      assert(
        (flag(table, kind) ?? "").replace(/^[^=]*=/, "").split(",").includes(target),
        `${kind}:${target}`,
      );
    }
  }
});

Deno.test("a comma in a path does not open another one", () => {
  const paths = { ...input.paths, state_dir: "/srv/a,/etc" };
  assert(flag(permissionTable({ ...input, paths }), "write")?.includes("/srv/a,,/etc"));
});

Deno.test("the service manager's socket may be written where there is one, and nothing else of it", () => {
  const without = permissionTable(input);
  const told = permissionTable({ ...input, notify: "/run/systemd/notify" });
  const added = ["write", "net", "read"].map((kind) => {
    const targets = (table: typeof told) => (flag(table, kind) ?? "").replace(/^[^=]*=/, "").split(",");
    return targets(told).filter((target) => !targets(without).includes(target));
  });
  assert.deepEqual(added, [
    ["/run/systemd/notify"],
    ["unix:/run/systemd/notify", "unix:/run/cortex/.notify"],
    [],
  ]);
});

Deno.test("the log has its file, those put aside and one socket, and nothing where it goes to stderr", () => {
  const log = (settings: object, journal = false) =>
    permissionTable({ ...input, journal, config: configSchema.parse({ log: settings }) })
      .find(({ row }) => row === "log")?.grants
      .filter(({ kind }) => kind !== "env").map(({ kind, target }) => `${kind}:${target}`);
  assert.deepEqual(log({}), []);
  assert.deepEqual(log({ output: "stderr" }, true), []);
  assert.deepEqual(log({ file: "/srv/c.log", files: 2 }), [
    "read:/srv/c.log",
    "read:/srv/c.log.1",
    "write:/srv/c.log",
    "write:/srv/c.log.1",
  ]);
  assert.equal(log({ file: "auto", files: 1 })?.[1], "write:/var/log/cortex/daemon.log");
  assert.deepEqual(log({}, true), [
    "write:/run/systemd/journal/socket",
    "net:unix:/run/systemd/journal/socket",
    "net:unix:/run/cortex/.log",
  ]);
  const syslog = "/run/systemd/journal/syslog";
  assert.deepEqual(log({ output: "syslog" }, true)?.slice(0, 2), [`write:${syslog}`, `net:unix:${syslog}`]);
  assert.throws(() => log({ syslog_socket: "/dev/log" }));
});

Deno.test("the assistant's worker runs native code of one folder and reads models; off, it has no row", () => {
  assert.equal(permissionTable(input).find(({ row }) => row === "assistant"), undefined);
  const assistant = {
    library_dir: "/usr/lib/cortex/llama",
    models_dir: "/var/lib/cortex/models",
    model_path: "/srv/a.gguf",
  };
  assert.deepEqual(workerPermissions(permissionTable({ ...input, assistant }), "assistant"), {
    env: ["TMPDIR", "TMP", "TEMP"],
    ffi: ["/usr/lib/cortex/llama"],
    import: false,
    net: false,
    read: ["/usr/lib/cortex/llama", "/var/lib/cortex/models", "/srv/a.gguf"],
    run: false,
    sys: ["homedir"],
    write: false,
  });
});

Deno.test("what a package manager keeps elsewhere may be read by the worker of the packages, and by nothing else", () => {
  const table = permissionTable({ ...input, packages: ["/srv/pacman/local"] });
  const rows = table.filter(({ grants }) => grants.some(({ target }) => target === "/srv/pacman/local"));
  assert.deepEqual(rows.map(({ row }) => row), ["inventory"]);
  assert.match(JSON.stringify(workerPermissions(table, "inventory").read), /"\/srv\/pacman\/local"/);
});
