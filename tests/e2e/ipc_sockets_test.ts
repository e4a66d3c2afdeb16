import assert from "node:assert/strict";
import { CortexError } from "../../src/contract/mod.ts";
import { createSockets } from "../../src/ipc/mod.ts";
import { SocketFile } from "../../src/ipc/socket_file.ts";
import { exchange, httpClient, openSockets, socketDir } from "./_ipc.ts";

const modeOf = (path: string) => ((Deno.lstatSync(path).mode ?? 0) & 0o777).toString(8);
const exists = (path: string) => {
  try {
    return Deno.lstatSync(path) !== null;
  } catch {
    return false;
  }
};

/** Leaves a socket file behind, as a process does that was killed. */
async function leaveSocket(path: string): Promise<void> {
  const program = `Deno.listen({ transport: "unix", path: ${
    JSON.stringify(path)
  } }); Deno.kill(Deno.pid, "SIGKILL")`;
  const { signal } = await new Deno.Command(Deno.execPath(), { args: ["eval", program] }).output();
  assert.equal(signal, "SIGKILL");
}

const unavailable = (path: string, state: RegExp) => (error: unknown) => {
  assert(error instanceof CortexError);
  assert.equal(error.code, "UNAVAILABLE");
  assert(error.message.includes(path), error.message);
  assert.match(error.message, state);
  return true;
};

Deno.test("the sockets are there with their rights, and gone afterwards", async () => {
  const sockets = await openSockets({ ipc: { read_socket: true } });
  const { dir, http, raw, read } = sockets;
  assert.deepEqual([modeOf(http), modeOf(raw), modeOf(read)], ["660", "660", "666"]);
  assert.equal(modeOf(`${dir}/.bind`), "700");
  const spares = [...Deno.readDirSync(`${dir}/.bind`)].map(({ name }) => name).sort();
  assert.deepEqual(spares, ["cortex.sock.spare", "http.sock.spare", "read.sock.spare"]);
  assert.deepEqual(sockets.ipc.sockets(), [
    { name: "http", path: http, connections: null },
    { name: "read", path: read, connections: null },
    { name: "raw", path: raw, connections: 0 },
  ]);
  await sockets.stop();
  assert.deepEqual([exists(http), exists(raw), exists(read)], [false, false, false]);
  assert.deepEqual([...Deno.readDirSync(`${dir}/.bind`)], []);
  await sockets[Symbol.asyncDispose]();
});

Deno.test("a socket whose name was removed gets it back, unless another one has it", async () => {
  const dir = socketDir();
  Deno.mkdirSync(`${dir}/.bind`);
  const open = () => {
    const file = new SocketFile(dir, "http.sock");
    const listener = Deno.listen({ transport: "unix", path: file.bind_path });
    file.publish({ mode: 0o660, gid: null });
    return { file, listener };
  };
  const first = open();
  Deno.removeSync(first.file.path);
  first.file.restore();
  assert.equal(exists(first.file.path), false, "whoever removed it has some time");
  first.file.restore();
  assert.equal(modeOf(first.file.path), "660");
  (await Deno.connect({ transport: "unix", path: first.file.path })).close();

  const second = open();
  const { ino } = Deno.lstatSync(second.file.path);
  for (let look = 0; look < 3; look++) first.file.restore();
  first.file.remove();
  assert.equal(Deno.lstatSync(second.file.path).ino, ino);
  second.file.remove();
  for (let look = 0; look < 3; look++) assert.equal(second.file.restore(), true);
  assert.deepEqual([...Deno.readDirSync(dir)].map(({ name }) => name), [".bind"]);
  for (const { listener } of [first, second]) listener.close();
});

Deno.test("a folder that was removed with the sockets is made again, and they are bound in it", async () => {
  const dir = socketDir();
  const sockets = createSockets({ socket_dir: dir, gid: null, read_socket: () => false });
  await sockets.open(new AbortController().signal);
  const paths = sockets.all().map(({ file }) => file.path);
  const early = await Deno.connect({ transport: "unix", path: paths[1] ?? "" });
  Deno.removeSync(dir, { recursive: true });
  const refused = () => {
    throw new CortexError("UNAVAILABLE", "Cannot make it");
  };
  await sockets.restore(refused);
  await assert.rejects(sockets.restore(refused), /Cannot make it/);
  await sockets.restore(() => Deno.mkdirSync(dir));
  assert.deepEqual(paths.map(modeOf), ["660", "660"]);
  for (const path of paths) (await Deno.connect({ transport: "unix", path })).close();
  await sockets.restore(refused);
  early.close();
  for (const { file, server } of sockets.all()) {
    file.remove();
    await server.stop();
  }
  Deno.removeSync(dir, { recursive: true });
});

Deno.test("without the setting there is no read socket", async () => {
  await using sockets = await openSockets();
  assert.equal(exists(sockets.read), false);
});

Deno.test("HTTP and the raw socket answer; the read socket takes no actions", async () => {
  await using sockets = await openSockets({ ipc: { read_socket: true } });
  using client = httpClient(sockets.http);
  const response = await fetch("http://192.0.2.1/v1/ping", { client, headers: { "x-request-id": "mine" } });
  assert.deepEqual(await response.json(), { pong: true });
  assert.equal(response.headers.get("x-request-id"), "mine");
  assert.match(await exchange(sockets.raw, `{"method":"ping"}`), /^\{"result":\{"pong":true\}/);
  using reader = httpClient(sockets.read);
  assert.equal((await fetch("http://192.0.2.1/v1/ping", { client: reader })).status, 200);
  const refused = await fetch("http://192.0.2.1/v1/daemon/shutdown", { client: reader, method: "POST" });
  assert.equal((await refused.json()).error.code, "PERMISSION_DENIED");
});

Deno.test("what a dead owner left behind is replaced", async () => {
  const dir = socketDir();
  Deno.mkdirSync(`${dir}/.bind`, { mode: 0o700 });
  for (const name of ["http", "cortex", ".bind/http", ".bind/cortex"]) {
    await leaveSocket(`${dir}/${name}.sock`);
  }
  await using sockets = await openSockets({ dir });
  assert.match(await exchange(sockets.raw, `{"method":"ping"}`), /pong/);
});

Deno.test("the socket of somebody who answers is left to him", async () => {
  const dir = socketDir();
  using _other = Deno.listen({ transport: "unix", path: `${dir}/cortex.sock` });
  await assert.rejects(openSockets({ dir }), unavailable(`${dir}/cortex.sock`, /another program answers/));
  assert(exists(`${dir}/cortex.sock`));
  assert.equal(exists(`${dir}/http.sock`), false);
});

Deno.test("a file that is no socket is left alone", async () => {
  const dir = socketDir();
  Deno.writeTextFileSync(`${dir}/http.sock`, "precious");
  await assert.rejects(openSockets({ dir }), unavailable(`${dir}/http.sock`, /something else/));
  assert.equal(Deno.readTextFileSync(`${dir}/http.sock`), "precious");
});

Deno.test("a folder for binding that others could have made is refused", async () => {
  const open = socketDir();
  Deno.mkdirSync(`${open}/.bind`);
  Deno.chmodSync(`${open}/.bind`, 0o755);
  await assert.rejects(openSockets({ dir: open }), { code: "PERMISSION_DENIED" });
  const linked = socketDir();
  Deno.symlinkSync(socketDir(), `${linked}/.bind`);
  await assert.rejects(openSockets({ dir: linked }), { code: "PERMISSION_DENIED" });
});

Deno.test("a stop leaves the sockets that a successor has taken over", async () => {
  await using first = await openSockets();
  const second = await openSockets({ dir: first.dir, take_over: true });
  await first.stop();
  assert.match(await exchange(second.raw, `{"method":"ping"}`), /pong/);
  await second.stop();
  assert.deepEqual([exists(second.raw), exists(second.http)], [false, false]);
});
