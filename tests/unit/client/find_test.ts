import assert from "node:assert/strict";
import { findSocket } from "../../../src/client/find.ts";
import type { FolderFacts, Runtime } from "../../../src/client/runtime.ts";

const OWN = "/tmp/cortex-1000/http.sock";
const SYSTEM = "/run/cortex/http.sock";
const READ = "/run/cortex/read.sock";

/** A machine with these sockets: open ones, or the code of errno(3) with which one fails. */
function machine(
  sockets: Readonly<Record<string, "open" | string>>,
  folder: Partial<FolderFacts> = {},
  may_request = true,
): Runtime {
  return {
    user: { env: () => undefined, uid: () => 1000, cwd: () => undefined },
    inspectFolder: () => Promise.resolve({ is_folder: true, uid: 1000, mode: 0o700, ...folder }),
    touch: (path) => {
      const state = sockets[path] ?? "ENOENT";
      return state === "open"
        ? Promise.resolve()
        : Promise.reject(Object.assign(new Error(state), { code: state }));
    },
    mayRequest: () => Promise.resolve(may_request),
    openTransport: () => {
      throw new Error("nothing is sent to find a socket");
    },
  };
}

Deno.test("the first socket that accepts is it", async () => {
  assert.equal(await findSocket({}, machine({ [OWN]: "open", [SYSTEM]: "open" })), OWN);
  assert.equal(await findSocket({}, machine({ [OWN]: "ECONNREFUSED", [SYSTEM]: "open" })), SYSTEM);
  assert.equal(await findSocket({}, machine({ [SYSTEM]: "EACCES", [READ]: "open" })), READ);
});

Deno.test("a folder in /tmp that is not this user's alone is not trusted", async () => {
  for (
    const folder of [{ uid: 1001 }, { uid: null }, { mode: 0o720 }, { mode: 0o702 }, { is_folder: false }]
  ) {
    assert.equal(await findSocket({}, machine({ [OWN]: "open", [SYSTEM]: "open" }, folder)), SYSTEM);
  }
});

Deno.test("where none accepts, the most telling place gives the code, and each says why", async () => {
  const fault = (sockets: Readonly<Record<string, string>>, may_request?: boolean) =>
    findSocket({}, machine(sockets, {}, may_request)).then(
      () => "found",
      ({ code, message }) => [code, message],
    );
  const [gone, text] = await fault({});
  assert.equal(gone, "SOCKET_NOT_FOUND");
  for (const path of [OWN, SYSTEM, READ]) {
    assert.match(String(text), new RegExp(`${path} .*: does not exist`));
  }
  assert.equal((await fault({ [OWN]: "ECONNREFUSED" }))[0], "CONNECTION_REFUSED");
  assert.equal((await fault({ [OWN]: "ECONNREFUSED", [SYSTEM]: "EACCES" }))[0], "SOCKET_DENIED");
  assert.equal((await fault({ [OWN]: "open" }, false))[0], "SOCKET_DENIED");
});
