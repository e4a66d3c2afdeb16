import assert from "node:assert/strict";
import { CortexError } from "../../../src/contract/mod.ts";
import { errorOf, TestApp } from "./_app.ts";

const LINE = "PUT /v1/feeds/import/00000000-0000-4000-8000-000000000001";

Deno.test("a feed is handed on as it comes, and only over the control socket", async () => {
  const came: string[] = [];
  const takeFeed = async (job: string, chunks: ReadableStream<Uint8Array>) => {
    came.push(
      job,
      await new Response(new Blob(await Array.fromAsync(chunks, (one) => new Uint8Array(one)))).text(),
    );
  };
  const app = new TestApp({}, { takeFeed });
  assert.equal((await app.fetch(LINE, { body: "bytes" })).status, 204);
  assert.deepEqual(came, [LINE.slice(-36), "bytes"]);
  assert.equal((await app.fetch(LINE)).status, 204, "no body is an empty one");
  await errorOf(await new TestApp({}, { takeFeed, transport: "read" }).fetch(LINE, { body: "bytes" }), 403);
  await errorOf(await new TestApp().fetch(LINE, { body: "bytes" }), 404);
});

Deno.test("one that is refused closes its connection: what is still sent is not read", async () => {
  const takeFeed = () => Promise.reject(new CortexError("TOO_LARGE", "Cannot import the feed: too large"));
  const response = await new TestApp({}, { takeFeed }).fetch(LINE, { body: "bytes" });
  assert.equal(response.headers.get("connection"), "close");
  assert.equal((await errorOf(response, 413)).code, "TOO_LARGE");
});
