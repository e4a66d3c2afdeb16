import assert from "node:assert/strict";
import { CortexError } from "../../../src/contract/mod.ts";
import { daemonHelp, parseDaemonOptions } from "../../../src/config/mod.ts";
import { DAEMON_OPTIONS } from "../../../src/config/options.ts";
import { findPaths, type Surroundings } from "../../../src/config/paths.ts";

const parse = (args: string[], env: Record<string, string> = {}) =>
  parseDaemonOptions(args, (name) => env[name]);

function message(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    assert(error instanceof CortexError);
    return error.message;
  }
  throw new assert.AssertionError({ message: "It was accepted" });
}

Deno.test("an option is stronger than its variable", () => {
  assert.equal(parse([], { CORTEX_SOCKET_DIR: "/a" }).socket_dir, "/a");
  assert.equal(parse(["--socket-dir", "/b"], { CORTEX_SOCKET_DIR: "/a" }).socket_dir, "/b");
  assert.equal(parse(["--socket-dir=/b"]).socket_dir, "/b");
});

Deno.test("wrong options say what to do", () => {
  assert.match(message(() => parse(["--socket-dri", "x"])), /did you mean --socket-dir\?/);
  assert.match(message(() => parse(["--state-dir"])), /Cannot use --state-dir: it needs a value/);
  assert.match(message(() => parse(["start"])), /the daemon takes options only/);
});

Deno.test("the help lists every option", () => {
  for (const name of Object.keys(DAEMON_OPTIONS)) assert(daemonHelp().includes(`--${name}`), name);
});

const around: Surroundings = {
  uid: 1000,
  user: "alice",
  per_user: false,
  instance: null,
  socket_dir: null,
  state_dir: null,
  config_file: null,
  config_dir: null,
  pid_file: null,
  cwd: "/srv",
  env: (name) => ({ HOME: "/home/alice" })[name],
};

Deno.test("root and the cortex user have the system's paths, others their own", () => {
  const system = findPaths({ ...around, uid: 0, user: "root" });
  assert.equal(system.http_socket, "/run/cortex/http.sock");
  assert.equal(system.raw_socket, "/run/cortex/cortex.sock");
  assert.equal(system.state_dir, "/var/lib/cortex");
  assert.deepEqual(system.config.map((source) => source.path), [
    "/etc/cortex/daemon.d",
    "/etc/cortex/daemon.yaml",
    "/etc/cortex/daemon.conf",
  ]);
  assert.equal(findPaths({ ...around, user: "cortex" }).scope, "system");
  const user = findPaths(around);
  assert.equal(user.http_socket, "/tmp/cortex-1000/http.sock");
  assert.equal(user.state_dir, "/home/alice/.local/state/cortex");
  assert.equal(user.config[0]?.path, "/home/alice/.cortex/daemon.yaml");
});

Deno.test("XDG folders are used where they are absolute", () => {
  const env = (name: string) =>
    ({ HOME: "/home/alice", XDG_RUNTIME_DIR: "/run/user/1000", XDG_STATE_HOME: "relative" })[name];
  const paths = findPaths({ ...around, env });
  assert.equal(paths.http_socket, "/run/user/1000/cortex/http.sock");
  assert.equal(paths.state_dir, "/home/alice/.local/state/cortex");
});

Deno.test("per_user gives root its own paths", () => {
  const paths = findPaths({ ...around, uid: 0, user: "root", per_user: true });
  assert.equal(paths.http_socket, "/tmp/cortex-0/http.sock");
});

Deno.test("an instance has everything one folder deeper, and cannot leave it", () => {
  const paths = findPaths({ ...around, instance: "web-1" });
  assert.equal(paths.http_socket, "/tmp/cortex-1000/web-1/http.sock");
  assert.equal(paths.state_dir, "/home/alice/.local/state/cortex/web-1");
  assert.equal(paths.config[0]?.path, "/home/alice/.cortex/web-1/daemon.yaml");
  for (const name of ["..", "a/b", "", "A", "-x", "x".repeat(33)]) {
    assert.match(message(() => findPaths({ ...around, instance: name })), /Cannot use the instance name/);
  }
});

Deno.test("an instance cannot have a folder that the daemon without a name removes or fills", () => {
  for (const name of ["backups", "feeds", "llama", "models", "packages"]) {
    assert.match(message(() => findPaths({ ...around, instance: name })), /is called so; take another/);
  }
});

Deno.test("relative folders are taken from the working folder", () => {
  assert.equal(findPaths({ ...around, socket_dir: "run" }).http_socket, "/srv/run/http.sock");
  assert.equal(findPaths({ ...around, pid_file: "cortexd.pid" }).pid_file, "/srv/cortexd.pid");
});
