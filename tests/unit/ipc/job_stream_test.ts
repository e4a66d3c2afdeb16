import assert from "node:assert/strict";
import type { JobNews } from "../../../src/contract/mod.ts";
import { createJobs, type Work } from "../../../src/jobs/mod.ts";
import { errorOf, NOON, TestApp } from "./_app.ts";

function appWithJob() {
  const jobs = createJobs({
    jobs: { all: () => [], save: () => {}, remove: () => {} },
    events: { append: () => {} },
    clock: NOON,
  });
  const end = Promise.withResolvers<Record<string, unknown>>();
  const begun = Promise.withResolvers<Work>();
  const { id } = jobs.start({
    kind: "test",
    title: "A test",
    run: (work) => {
      begun.resolve(work);
      return end.promise;
    },
  });
  return { app: new TestApp({}, { jobs }), id, begun: begun.promise, end: end.resolve, jobs };
}

Deno.test("a job is streamed as lines of JSON: progress, log, and its end, with which the stream ends", async () => {
  const { app, id, begun, end } = appWithJob();
  const response = await app.fetch(`GET /v1/jobs/${id}/stream`, {
    headers: { accept: "application/x-ndjson" },
  });
  assert.equal(response.headers.get("content-type"), "application/x-ndjson");
  const work = await begun;
  work.progress(1, 2);
  work.log("half");
  end({ fine: true });
  const lines = (await response.text()).trimEnd().split("\n").map((line): JobNews => JSON.parse(line));
  assert.deepEqual(lines.map(({ type }) => type), ["progress", "log", "ended"]);
  const last = lines.at(-1);
  assert(last?.type === "ended");
  assert.deepEqual(last.job.result, { fine: true });
});

Deno.test("as server-sent events; one that is over ends at once", async () => {
  const { app, id, begun, end } = appWithJob();
  await begun;
  end({});
  const first = await (await app.fetch(`GET /v1/jobs/${id}/stream`)).text();
  const again = await (await app.fetch(`GET /v1/jobs/${id}/stream`)).text();
  assert.match(first, /^event: progress\ndata: \{"type":"progress",.*\n\nevent: ended\ndata: \{.*\}\n\n$/);
  assert.equal(again, first);
});

Deno.test("who leaves a stream is forgotten; a job that is not there is an error", async () => {
  const { app, id, jobs } = appWithJob();
  const { body } = await app.fetch(`GET /v1/jobs/${id}/stream`);
  assert(body);
  const reader = body.getReader();
  await reader.read();
  const waiting = reader.read();
  await reader.cancel();
  assert.equal((await waiting).done, true);
  await errorOf(await app.fetch(`GET /v1/jobs/${crypto.randomUUID()}/stream`), 404);
  await errorOf(await app.fetch("GET /v1/jobs/x/stream"), 400);
  await jobs[Symbol.asyncDispose]();
});
