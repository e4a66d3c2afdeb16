import assert from "node:assert/strict";
import { CortexError } from "../../../src/contract/mod.ts";
import { createFeedImports } from "../../../src/daemon/feed_imports.ts";
import type { InventoryWorker } from "../../../src/inventory/mod.ts";
import { createJobs } from "../../../src/jobs/mod.ts";
import { NOON } from "../ipc/_app.ts";

/** Imports into a folder of their own; `check` is what the worker says of what came. */
function imports(check: () => unknown, max_bytes = 10) {
  const folder = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cortex-feeds-" });
  Deno.writeTextFileSync(`${folder}/osv`, "old");
  const kept = { all: () => [], save: () => {}, remove: () => {} };
  const jobs = createJobs({ jobs: kept, events: { append: () => {} }, clock: NOON });
  const worker: InventoryWorker = {
    ask: () => new Promise((resolve) => resolve(check() as never)),
    heartbeatAt: () => null,
    heapBytes: () => null,
    restarts: () => 0,
  };
  const made = createFeedImports({
    jobs,
    worker,
    vulnerabilities: { check: () => Promise.resolve(), known: () => null },
    enabled: true,
    folder,
    host_root: "",
    clock: NOON,
    max_bytes: () => max_bytes,
  });
  const ended = async (id: string) => {
    while (jobs.get(id).state === "running") await new Promise((resolve) => setTimeout(resolve, 1));
  };
  return {
    ...made,
    ended,
    folder,
    content: () =>
      Object.fromEntries(
        [...Deno.readDirSync(folder)].map(({ name }) => [name, Deno.readTextFileSync(`${folder}/${name}`)]),
      ),
    /** Sends a text; gives what the client and the job were told. */
    async send(text: string) {
      const { id } = made.start({ name: "feed.json" });
      await Promise.resolve();
      const told = await made.take(id, new Blob([text]).stream()).then(() => null, codeOf);
      await ended(id);
      return { told, job: jobs.get(id) };
    },
    async [Symbol.asyncDispose]() {
      await jobs[Symbol.asyncDispose]();
      Deno.removeSync(folder, { recursive: true });
    },
  };
}

const codeOf = (error: unknown) => error instanceof CortexError ? error.code : String(error);
const good = () => ({ format: "osv", suite: "bookworm", entries: 2 });

Deno.test("a feed that is checked takes the place of the last one of its format", async () => {
  await using feeds = imports(good);
  const { told, job } = await feeds.send("new");
  assert.deepEqual([told, job.state, job.result], [null, "done", {
    feed: "osv",
    suite: "bookworm",
    entries: 2,
    in_force: false,
  }]);
  assert.deepEqual(feeds.content(), { osv: "new" });
});

Deno.test("one that is damaged or too large leaves the last one, and nothing beside it", async () => {
  await using damaged = imports(() => {
    throw new CortexError("FEED_INVALID", "Cannot read feed");
  });
  assert.equal((await damaged.send("new")).job.error?.code, "FEED_INVALID");
  assert.deepEqual(damaged.content(), { osv: "old" });
  await using large = imports(good);
  const { told, job } = await large.send("more than ten bytes");
  assert.deepEqual([told, job.error?.code], ["TOO_LARGE", "TOO_LARGE"]);
  assert.deepEqual(large.content(), { osv: "old" });
  assert.throws(() => large.start({ name: "feed.json", bytes: 11 }), { code: "TOO_LARGE" });
});

Deno.test("bytes that nobody waits for are refused, and a client that leaves ends its job", async () => {
  await using feeds = imports(good);
  const job = "00000000-0000-4000-8000-000000000001";
  assert.equal(await feeds.take(job, new Blob([]).stream()).catch(codeOf), "NOT_FOUND");
  const { id } = feeds.start({ name: "feed.json" });
  await Promise.resolve();
  const leaving = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.error(new Error("gone")),
  });
  assert.equal(await feeds.take(id, leaving).catch(codeOf), "TIMEOUT");
  assert.equal(await feeds.take(id, new Blob([]).stream()).catch(codeOf), "NOT_FOUND");
  await feeds.ended(id);
  assert.deepEqual(feeds.content().osv, "old");
});
