import assert from "node:assert/strict";
import type { Job, JobNews } from "../../../src/contract/mod.ts";
import { cortex } from "./_world.ts";

const job: Job = {
  id: "3f2a91bc-0000-4000-8000-000000000001",
  kind: "store.backup",
  title: "Backup of the state",
  state: "running",
  started_at: "2026-11-21T11:00:00.000Z",
  ended_at: null,
  before: null,
  progress: { done: 1, total: 4 },
  error: null,
};
const over = { ...job, ended_at: "2026-11-21T11:00:02.000Z", log: [], result: null };
const told: JobNews[] = [
  { type: "progress", job },
  { type: "log", line: { number: 1, at: "2026-11-21T11:00:01.000Z", text: "half\x1b[31m way" } },
];
const failed: JobNews = {
  type: "ended",
  job: {
    ...over,
    state: "failed",
    error: { code: "STORE_FAILED", message: "Cannot copy: the disk is full" },
  },
};
const answers = { "jobs.list": () => ({ items: [job], next_cursor: null }) };

Deno.test("a job is watched until it has ended, found by the beginning of its id", async () => {
  const streams = {
    "jobs.stream": [...told, { type: "ended" as const, job: { ...over, state: "done" as const } }],
  };
  const { exit, out, err, asked } = await cortex(["jobs", "watch", "3f2a"], { answers, streams });
  assert.deepEqual([exit, err], [0, ""]);
  assert.equal(
    out,
    "2026-11-21T11:00:00.000Z  running  25 %  Backup of the state\n" +
      "2026-11-21T11:00:01.000Z  half\\x1b[31m way\n" +
      "2026-11-21T11:00:02.000Z  done  Backup of the state\n",
  );
  assert.deepEqual(asked.at(-1), ["jobs.stream", { id: job.id }]);
});

Deno.test("the exit code says that a watched job is not done; as JSON each line is what the daemon said", async () => {
  const streams = { "jobs.stream": [...told, failed] };
  const { exit, out } = await cortex(["jobs", "watch", job.id, "--json"], { answers, streams });
  assert.equal(exit, 1);
  assert.deepEqual(out.trimEnd().split("\n").map((line) => JSON.parse(line)), [...told, failed]);
  const shown = await cortex(["jobs", "watch", job.id], { answers, streams });
  assert.match(shown.out, /failed {2}Cannot copy: the disk is full\n$/);
});

Deno.test("the list names each job, where it waits, and why it failed", async () => {
  const items: Job[] = [
    { ...job, before: 2, progress: null, title: "Answer of the language model" },
    { ...job, state: "cancelled", title: "Load of a model", error: { code: "CANCELLED", message: "It was" } },
    { ...job, state: "failed", error: { code: "STORE_FAILED", message: "The disk is full" } },
  ];
  const list = async (...some: Job[]) =>
    (await cortex(["jobs"], { answers: { "jobs.list": () => ({ items: some, next_cursor: null }) } })).out;
  const all = await list(...items);
  assert.match(all, / 2 before .* Answer of the language model *\n/);
  assert.match(all, / Load of a model *\n/);
  assert.match(all, / Backup of the state +The disk is full\n/);
  assert.doesNotMatch(await list(...items.slice(0, 2)), /ERROR|It was/);
});

Deno.test("an id that fits no job is told, one that fits several too", async () => {
  const none = await cortex(["jobs", "show", "ffff"], { answers });
  assert.deepEqual([none.exit, /no id begins so; see cortex jobs/.test(none.err)], [5, true]);
  const two = {
    "jobs.list": () => ({ items: [job, { ...job, id: `${job.id.slice(0, -1)}2` }], next_cursor: null }),
  };
  assert.equal((await cortex(["jobs", "cancel", "3f2a"], { answers: two })).exit, 2);
});
