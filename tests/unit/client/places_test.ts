import assert from "node:assert/strict";
import fc from "fast-check";
import { socketPlaces, type User } from "../../../src/client/places.ts";
import { findPaths } from "../../../src/config/paths.ts";
import { CortexError } from "../../../src/contract/wire.ts";
import { flagsOf, needs } from "../../../src/client/permissions.ts";

const user = (variables: Record<string, string>, uid: number | undefined = 1000): User => ({
  env: (name) => variables[name],
  uid: () => uid,
  cwd: () => undefined,
});
const paths = (options: Parameters<typeof socketPlaces>[0], around: User) =>
  socketPlaces(options, around).map(({ path }) => path);

Deno.test("the user's folder comes before the system's, $XDG_RUNTIME_DIR before /tmp", () => {
  const system = ["/run/cortex/http.sock", "/run/cortex/read.sock"];
  assert.deepEqual(paths({}, user({})), ["/tmp/cortex-1000/http.sock", ...system]);
  assert.deepEqual(paths({}, user({ XDG_RUNTIME_DIR: "/run/user/1000" })), [
    "/run/user/1000/cortex/http.sock",
    ...system,
  ]);
  assert.deepEqual(paths({}, user({ XDG_RUNTIME_DIR: "relative" }))[0], "/tmp/cortex-1000/http.sock");
  assert.deepEqual(paths({}, { ...user({}), uid: () => undefined }), system);
});

Deno.test("a place that was named is the only one", () => {
  const around = user({
    CORTEX_SOCKET_DIR: "/srv/env/",
    CORTEX_INSTANCE: "blue",
    XDG_RUNTIME_DIR: "/run/user/1000",
  });
  assert.deepEqual(paths({ socket: "/a/b.sock" }, around), ["/a/b.sock"]);
  assert.deepEqual(paths({ socket_dir: "/a" }, around), ["/a/http.sock"]);
  assert.deepEqual(paths({ socket_dir: "/a", instance: "green" }, around), ["/a/green/http.sock"]);
  assert.deepEqual(paths({}, around), ["/srv/env/blue/http.sock"]);
});

Deno.test("an empty variable counts as none", () => {
  assert.equal(
    paths({}, user({ CORTEX_SOCKET_DIR: "", CORTEX_INSTANCE: "" }))[0],
    "/tmp/cortex-1000/http.sock",
  );
});

Deno.test("an instance is one folder deeper everywhere and cannot leave it", () => {
  assert.deepEqual(paths({ instance: "blue" }, user({})), [
    "/tmp/cortex-1000/blue/http.sock",
    "/run/cortex/blue/http.sock",
    "/run/cortex/blue/read.sock",
  ]);
  for (const instance of ["..", "a/b", "", "A", "-a", "a".repeat(33)]) {
    assert.throws(() => socketPlaces({ instance }, user({})), { code: "INVALID_PARAMS" }, instance);
  }
});

Deno.test("only the folder in /tmp has to be proved the user's own", () => {
  const owned = socketPlaces({}, user({})).filter(({ own_folder }) => own_folder !== undefined);
  assert.deepEqual(owned.map(({ own_folder }) => own_folder), [{ path: "/tmp/cortex-1000", uid: 1000 }]);
});

Deno.test("the flags are those of the one socket when it is named", () => {
  assert.deepEqual(flagsOf(needs({ socket: "/run/a,b.sock" }, user({}))), [
    "--allow-net=192.0.2.1:80,unix:/run/a,,b.sock",
    "--allow-read=/run/a,,b.sock",
    "--allow-write=/run/a,,b.sock",
  ]);
});

Deno.test("looking for the daemon also needs the environment, and the user's id only without $XDG_RUNTIME_DIR", () => {
  const env = "--allow-env=CORTEX_SOCKET_DIR,CORTEX_INSTANCE,XDG_RUNTIME_DIR";
  assert.deepEqual(flagsOf(needs({}, user({}))).slice(3), [env, "--allow-sys=uid"]);
  assert.deepEqual(flagsOf(needs({}, user({ XDG_RUNTIME_DIR: "/run/user/1000" }))).slice(3), [env]);
});

Deno.test("a relative path counts from the working folder, where that is known", () => {
  const here = { ...user({}), cwd: () => "/home/me" };
  assert.deepEqual(paths({ socket_dir: "run" }, here), ["/home/me/run/http.sock"]);
  assert.deepEqual(paths({ socket: "a.sock" }, here), ["/home/me/a.sock"]);
  assert.throws(() => socketPlaces({ socket_dir: "run" }, user({})), { code: "INVALID_PARAMS" });
});

Deno.test("the client looks where the daemon is", () => {
  const variables = fc.record({ XDG_RUNTIME_DIR: fc.constantFrom("/run/user/7", "relative", "") });
  const choices = fc.record({
    socket_dir: fc.constantFrom(null, "/srv/sockets", "/srv/sockets/", "sockets"),
    instance: fc.oneof(fc.constant(null), fc.stringMatching(/^[a-zA-Z0-9_.\/-]{0,34}$/)),
    per_user: fc.boolean(),
  });
  const outcome = (find: () => string | undefined) => {
    try {
      return find();
    } catch (error) {
      assert.ok(error instanceof CortexError);
      return "refused";
    }
  };
  fc.assert(
    fc.property(variables, choices, fc.constantFrom(0, 7), (env, { socket_dir, instance, per_user }, uid) => {
      const around = { ...user({ HOME: "/home/me", ...env }, uid), cwd: () => "/home/me" };
      const daemon = outcome(() =>
        findPaths({
          ...around,
          uid,
          user: null,
          per_user,
          instance,
          socket_dir,
          state_dir: null,
          config_file: null,
          config_dir: null,
          pid_file: null,
          cwd: "/home/me",
        }).http_socket
      );
      const client = outcome(() => {
        const options = { socket_dir: socket_dir ?? undefined, instance: instance ?? undefined };
        const found = paths(options, around);
        return found.find((path) =>
          path.startsWith("/run/cortex") === (daemon?.startsWith("/run/cortex") ?? false)
        );
      });
      assert.equal(client?.replace("//", "/"), daemon?.replace("//", "/"));
    }),
  );
});
