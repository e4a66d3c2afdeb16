import assert from "node:assert/strict";
import { connect, CortexError, permissionFlags } from "../../mod.ts";
import { newFolder, startFakeDaemon } from "./_fake_daemon.ts";

const pong = { "daemon.ping": () => ({ pong: true as const }) };
const ONCE = { retry: false } as const;

/** A socket of which each connection is handled by hand. */
function rawServer(path: string, handle: (connection: Deno.UnixConn) => Promise<unknown>): Deno.UnixListener {
  const listener = Deno.listen({ transport: "unix", path });
  (async () => {
    for await (const connection of listener) {
      await connection.read(new Uint8Array(65_536)).then(() => handle(connection)).catch(() => {});
      connection.close();
    }
  })();
  return listener;
}

const say = (text: string) => (connection: Deno.UnixConn) => connection.write(new TextEncoder().encode(text));

Deno.test("a call goes there and back, and the client closes what it opened", async () => {
  await using daemon = startFakeDaemon(pong);
  await using client = await connect({ socket_dir: daemon.socket_dir });
  assert.equal(client.socket, daemon.socket);
  assert.deepEqual(await client.daemon.ping(), { pong: true });
  assert.deepEqual(await client.call("daemon.ping"), { pong: true });
});

Deno.test("sockets that cannot be used are told apart", async () => {
  const folder = newFolder();
  const code = async (socket: string) => {
    const error = await connect({ socket }).then(() => assert.fail("connected"), (one: unknown) => one);
    assert.ok(error instanceof CortexError && error.message.includes(socket), String(error));
    return error.code;
  };
  assert.equal(await code(`${folder}/none/http.sock`), "SOCKET_NOT_FOUND");
  Deno.writeTextFileSync(`${folder}/file`, "");
  assert.equal(await code(`${folder}/file/http.sock`), "SOCKET_NOT_FOUND");
  assert.equal(await code(`${folder}/file`), "CONNECTION_REFUSED");
  const dead = Deno.listen({ transport: "unix", path: `${folder}/dead.sock` });
  Deno.renameSync(`${folder}/dead.sock`, `${folder}/left.sock`);
  dead.close();
  assert.equal(await code(`${folder}/left.sock`), "CONNECTION_REFUSED");
  assert.equal(await code(`${folder}/${"x".repeat(120)}.sock`), "CONNECTION_REFUSED");
});

Deno.test("a socket of another user is denied", { ignore: Deno.uid() !== 0 }, async () => {
  await using daemon = startFakeDaemon(pong);
  Deno.chmodSync(daemon.socket_dir, 0o711);
  Deno.chmodSync(daemon.socket, 0o600);
  const script = `const { connect } = await import(${
    JSON.stringify(new URL("../../mod.ts", import.meta.url).href)
  });
    await connect({ socket: ${JSON.stringify(daemon.socket)} }).catch((error) => console.log(error.code));`;
  const { stdout, stderr } = await new Deno.Command("setpriv", {
    args: [
      "--reuid=65534",
      "--clear-groups",
      Deno.execPath(),
      "eval",
      "--no-prompt",
      "--no-config",
      script,
    ],
    env: { DENO_DIR: newSharedFolder(), HOME: "/tmp" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  assert.equal(text(stdout).trim(), "SOCKET_DENIED", text(stderr));
});

/** A cache folder that any user may write to. */
function newSharedFolder(): string {
  const folder = newFolder();
  Deno.chmodSync(folder, 0o777);
  return folder;
}

Deno.test("faults in the middle of a call are told apart", async () => {
  const folder = newFolder();
  const fault = async (name: string, handle: (connection: Deno.UnixConn) => Promise<unknown>) => {
    const socket = `${folder}/${name}.sock`;
    using _ = rawServer(socket, handle);
    await using client = await connect({ socket, ...ONCE, timeout_ms: 200 });
    const error = await client.daemon.ping().then(() => assert.fail("answered"), (one: unknown) => one);
    assert.ok(error instanceof CortexError, String(error));
    return error.code;
  };
  assert.equal(await fault("drops", () => Promise.resolve()), "CONNECTION_LOST");
  assert.equal(
    await fault("half", say("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")),
    "CONNECTION_LOST",
  );
  assert.equal(await fault("noise", say("220 mail ready\r\n\r\n")), "BAD_REPLY");
  assert.equal(await fault("text", say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")), "BAD_REPLY");
  const { promise: never } = Promise.withResolvers<void>();
  assert.equal(await fault("silent", () => never), "TIMEOUT");
});

Deno.test("the daemon's error comes through with its code", async () => {
  await using daemon = startFakeDaemon({
    "alerts.get": () => {
      throw new CortexError("ALERT_NOT_FOUND", "Cannot find it");
    },
  });
  await using client = await connect({ socket: daemon.socket });
  await assert.rejects(client.alerts.get({ id: "00000000-0000-4000-8000-000000000000" }), {
    code: "ALERT_NOT_FOUND",
    message: "Cannot find it",
  });
});

Deno.test("a busy daemon is asked again, also for an action", async () => {
  let busy = 2;
  await using daemon = startFakeDaemon({
    "alerts.clear": () => {
      if (busy-- > 0) throw new CortexError("BUSY", "Too many");
      return { count: 1 };
    },
  });
  await using client = await connect({ socket: daemon.socket, retry: { first_pause_ms: 1 } });
  assert.deepEqual(await client.alerts.clear(), { count: 1 });
  assert.equal(daemon.asked.length, 3);
});

Deno.test("a client rides out a restart of the daemon", async () => {
  const first = startFakeDaemon(pong);
  await using client = await connect({ socket: first.socket, retry: { first_pause_ms: 5 } });
  await client.daemon.ping();
  await first[Symbol.asyncDispose]();
  const later = client.daemon.ping();
  await using _second = startFakeDaemon(pong, first.socket_dir);
  assert.deepEqual(await later, { pong: true });
});

Deno.test("connecting waits for a daemon that is still starting, as long as it is told to", async () => {
  const folder = newFolder();
  const waiting = connect({ socket_dir: folder, wait_ms: 20_000 });
  await using _daemon = startFakeDaemon(pong, folder);
  await using client = await waiting;
  assert.deepEqual(await client.daemon.ping(), { pong: true });
});

Deno.test("the caller can give up: while waiting, and in the middle of a call", async () => {
  const waiting = new AbortController();
  const connecting = connect({ socket_dir: newFolder(), wait_ms: 60_000, signal: waiting.signal });
  waiting.abort();
  await assert.rejects(connecting, { code: "CANCELLED" });
  const call = new AbortController();
  await using daemon = startFakeDaemon({
    "daemon.ping": () => {
      call.abort();
      return { pong: true };
    },
  });
  await using client = await connect({ socket: daemon.socket });
  await assert.rejects(client.daemon.ping({}, { signal: call.signal }), { code: "CANCELLED" });
});

Deno.test("flags of a socket are printed for it alone", () => {
  assert.deepEqual(permissionFlags({ socket: "/run/cortex/http.sock" }), [
    "--allow-net=192.0.2.1:80,unix:/run/cortex/http.sock",
    "--allow-read=/run/cortex/http.sock",
    "--allow-write=/run/cortex/http.sock",
  ]);
});
