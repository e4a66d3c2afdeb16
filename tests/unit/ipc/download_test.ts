import assert from "node:assert/strict";
import { CortexError } from "../../../src/contract/mod.ts";
import { streamOf } from "../../../src/ipc/http/download.ts";
import { errorOf, TestApp } from "./_app.ts";

const JOB = "00000000-0000-4000-8000-000000000001";

function fileOf(bytes: Uint8Array): Deno.FsFile {
  const path = Deno.makeTempFileSync({ dir: "/tmp", prefix: "cortex-download-" });
  Deno.writeFileSync(path, bytes);
  const file = Deno.openSync(path);
  // As the daemon does: what is sent has no name any more.
  Deno.removeSync(path);
  return file;
}

Deno.test("a copy is sent whole, with its length, and only over the control socket", async () => {
  const bytes = crypto.getRandomValues(new Uint8Array(65_536));
  const asked: string[] = [];
  const openBackup = (job: string) => {
    asked.push(job);
    return { file: fileOf(bytes), bytes: bytes.length };
  };
  const app = new TestApp({}, { openBackup });
  const response = await app.fetch(`GET /v1/store/backup/${JOB}`);
  assert.equal(response.headers.get("content-length"), "65536");
  assert.deepEqual(new Uint8Array(await response.arrayBuffer()), bytes);
  assert.equal((await app.fetch(`HEAD /v1/store/backup/${JOB}`)).status, 405);
  assert.deepEqual(asked, [JOB], "a look at its head does not use it up");
  const read = new TestApp({}, { openBackup, transport: "read" });
  await errorOf(await read.fetch(`GET /v1/store/backup/${JOB}`), 403);
  await errorOf(await new TestApp().fetch(`GET /v1/store/backup/${JOB}`), 404);
});

Deno.test("a client that leaves, or takes nothing for a while, frees the file", async () => {
  const left = fileOf(new Uint8Array(1_000_000));
  const reader = streamOf(left).getReader();
  await reader.read();
  await reader.cancel();
  assert.throws(() => left.statSync(), Deno.errors.BadResource);

  const stalled = fileOf(new Uint8Array(1_000_000));
  const slow = streamOf(stalled, 5).getReader();
  await slow.read();
  await assert.rejects(slow.closed, (error) => error instanceof CortexError && error.code === "TIMEOUT");
  assert.throws(() => stalled.statSync(), Deno.errors.BadResource);
});
