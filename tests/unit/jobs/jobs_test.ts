import assert from "node:assert/strict";
import { CortexError, type JobDetail, type JobNews } from "../../../src/contract/mod.ts";
import { createJobs, type Jobs, type JobsOptions, type Reading, type Work } from "../../../src/jobs/mod.ts";
import type { JobRepository, JobRow, NewEvent } from "../../../src/store/mod.ts";

const DAY_MS = 86_400_000;

/** Jobs over a store in memory, with a wall clock that can be set. */
class Bench {
  readonly rows = new Map<number, JobRow>();
  readonly events: NewEvent[] = [];
  wall_ms = Date.UTC(2026, 10, 21, 12);
  failing = false;

  readonly #store: JobRepository = {
    all: () => [...this.rows.values()],
    save: (row) => {
      if (this.failing) throw new CortexError("STORE_FAILED", "Cannot write the state: the disk is full");
      this.rows.set(row.seq, structuredClone(row));
    },
    remove: (seqs) => {
      for (const seq of seqs) this.rows.delete(seq);
    },
  };

  open(options: Partial<JobsOptions> = {}): Jobs {
    return createJobs({
      jobs: this.#store,
      events: { append: (event) => this.events.push(event) },
      clock: { wall: () => this.wall_ms, steady: () => 0 },
      ...options,
    });
  }

  types(): string[] {
    return this.events.map(({ type }) => type);
  }
}

/** A task whose end is in the hands of the test. */
function held(kind = "test.held") {
  const gate = Promise.withResolvers<Readonly<Record<string, unknown>>>();
  const begun = Promise.withResolvers<Work>();
  const task = {
    kind,
    title: "A test",
    run: (work: Work) => {
      begun.resolve(work);
      work.signal.addEventListener("abort", () => gate.reject(work.signal.reason));
      return gate.promise;
    },
  };
  return { task, gate, begun: begun.promise };
}

async function ended(jobs: Jobs, id: string): Promise<JobDetail> {
  for (const reading = jobs.read(id);;) {
    const changed = reading.changed();
    const news = reading.next();
    if (news?.type === "ended") return news.job;
    if (news === undefined) await changed;
  }
}

/** All that can be read without waiting. */
function readNow(reading: Reading): JobNews[] {
  const all: JobNews[] = [];
  for (let news = reading.next(); news !== undefined; news = reading.next()) all.push(news);
  return all;
}

const LIST = { limit: 50 };

Deno.test("a job tells its progress, its log and its result, and is kept over a restart for a day", async () => {
  const bench = new Bench();
  let id: string;
  {
    await using jobs = bench.open();
    const { task, gate, begun } = held();
    id = jobs.start(task).id;
    const work = await begun;
    work.progress(1, 4);
    work.log("half\nway\u001b[31m");
    assert.deepEqual(jobs.get(id).progress, { done: 1, total: 4 });
    gate.resolve({ bytes: 7 });
    const job = await ended(jobs, id);
    assert.equal(job.state, "done");
    assert.deepEqual(job.result, { bytes: 7 });
    assert.deepEqual(job.log.map(({ number, text }) => [number, text]), [[1, "half way [31m"]]);
    assert.deepEqual(bench.types(), ["job.started", "job.finished"]);
    assert(bench.events.every(({ subject }) => subject === id));
  }
  await using jobs = bench.open();
  assert.deepEqual(jobs.get(id).result, { bytes: 7 });
  bench.wall_ms += DAY_MS;
  assert.equal(jobs.list(LIST).items.length, 1);
  bench.wall_ms += 1;
  assert.equal(jobs.list(LIST).items.length, 0);
  assert.throws(() => jobs.get(id), { code: "NOT_FOUND" });
  assert.equal(bench.rows.size, 0, "the store forgets it too");
});

Deno.test("one of a kind at a time: a second start is told which one runs", async () => {
  await using jobs = new Bench().open();
  const first = held();
  const { id } = jobs.start(first.task);
  assert.throws(
    () => jobs.start(held().task),
    (error) => error instanceof CortexError && error.code === "BUSY" && error.details?.["job_id"] === id,
  );
  jobs.start(held("test.other").task);
  first.gate.resolve({});
  await ended(jobs, id);
  assert.equal(jobs.start(held().task).state, "running");
});

Deno.test("what is cancelled, what fails and what returns too much say so", async () => {
  const bench = new Bench();
  await using jobs = bench.open();
  const one = held();
  const { id } = jobs.start(one.task);
  await one.begun;
  const job = await jobs.cancel(id);
  assert.equal(job.state, "cancelled");
  assert.equal(job.error?.code, "CANCELLED");
  assert.deepEqual(await jobs.cancel(id), job, "one that is over stays as it is");
  await assert.rejects(jobs.cancel(crypto.randomUUID()), { code: "NOT_FOUND" });

  const fail = (error: unknown) => ({ kind: "test.fail", title: "", run: () => Promise.reject(error) });
  const failed = await ended(jobs, jobs.start(fail(new CortexError("NOT_READY", "Cannot: not yet"))).id);
  assert.deepEqual([failed.state, failed.error], ["failed", {
    code: "NOT_READY",
    message: "Cannot: not yet",
  }]);
  const fault = await ended(jobs, jobs.start(fail(new TypeError("secret"))).id);
  assert.equal(fault.error?.code, "INTERNAL");
  assert.doesNotMatch(JSON.stringify(fault), /secret/);
  const large = { kind: "test.large", title: "", run: () => Promise.resolve({ text: "x".repeat(20_000) }) };
  assert.equal((await ended(jobs, jobs.start(large).id)).error?.code, "REPLY_TOO_LARGE");
  const types = ["job.cancelled", "job.failed", "job.failed", "job.failed"];
  assert.deepEqual(bench.types().filter((type) => type !== "job.started"), types);
});

Deno.test("what ran when the daemon was killed is lost, and says so once", async () => {
  const bench = new Bench();
  const { id } = bench.open().start(held().task);
  await using jobs = bench.open();
  assert.equal(jobs.get(id).state, "lost");
  assert.match(jobs.get(id).error?.message ?? "", /daemon ended before/);
  await using again = bench.open();
  assert.equal(again.get(id).state, "lost");
  assert.deepEqual(bench.types(), ["job.started", "job.failed"]);
});

Deno.test("a stop ends what runs, also what does not heed it, and starts nothing more", async () => {
  const bench = new Bench();
  const jobs = bench.open({ stop_ms: 5 });
  const heeding = jobs.start(held().task).id;
  const deaf = jobs.start({ kind: "test.deaf", title: "", run: () => new Promise(() => {}) }).id;
  await jobs[Symbol.asyncDispose]();
  for (const id of [heeding, deaf]) {
    assert.equal(jobs.get(id).state, "cancelled");
    assert.equal(jobs.get(id).error?.code, "SHUTTING_DOWN");
  }
  assert.throws(() => jobs.start(held().task), { code: "SHUTTING_DOWN" });
});

Deno.test("a log keeps its last 200 lines, cut, and a late reader gets those and then the end", async () => {
  await using jobs = new Bench().open();
  const { task, gate, begun } = held();
  const { id } = jobs.start(task);
  const work = await begun;
  for (let line = 1; line <= 250; line++) work.log(`${line} ${"x".repeat(400)}`);
  const reading = jobs.read(id);
  const news = readNow(reading);
  assert.equal(news[0]?.type, "progress");
  const lines = news.flatMap((one) => one.type === "log" ? [one.line] : []);
  assert.deepEqual([lines.length, lines[0]?.number, lines.at(-1)?.number], [200, 51, 250]);
  assert(lines.every(({ text }) => text.length <= 300));
  gate.resolve({});
  await ended(jobs, id);
  assert.deepEqual(readNow(reading).map(({ type }) => type), ["ended"]);
  assert(reading.over);
  assert.equal(reading.next(), undefined);
  assert.deepEqual(readNow(jobs.read(id)).at(-1)?.type, "ended", "one that opens it afterwards ends at once");
});

Deno.test("progress is told at once, then at most once a pause, the last value for certain", async () => {
  await using jobs = new Bench().open({ pause_ms: 20 });
  const { task, begun } = held();
  const { id } = jobs.start(task);
  const work = await begun;
  const reading = jobs.read(id);
  readNow(reading);
  const told: number[] = [];
  for (let done = 1; done <= 1000; done++) {
    work.progress(done, 1000);
    for (const news of readNow(reading)) {
      if (news.type === "progress") told.push(news.job.progress?.done ?? 0);
    }
  }
  while (told.at(-1) !== 1000) {
    await reading.changed();
    for (const news of readNow(reading)) {
      if (news.type === "progress") told.push(news.job.progress?.done ?? 0);
    }
  }
  assert.equal(told[0], 1);
  assert(told.length < 10, `${told.length} told`);
});

Deno.test("a list is paged, newest first, and filtered; at most 100 that have ended are kept", async () => {
  await using jobs = new Bench().open();
  for (let number = 0; number < 105; number++) {
    await ended(jobs, jobs.start({ kind: `k.${number}`, title: "", run: () => Promise.resolve({}) }).id);
  }
  const first = jobs.list({ limit: 60 });
  const second = jobs.list({
    limit: 60,
    ...(first.next_cursor === null ? {} : { cursor: first.next_cursor }),
  });
  const kinds = [...first.items, ...second.items].map(({ kind }) => kind);
  assert.deepEqual(kinds, Array.from({ length: 100 }, (_, index) => `k.${104 - index}`));
  assert.equal(second.next_cursor, null);
  assert.deepEqual(jobs.list({ limit: 5, kind: "k.50" }).items.map(({ kind }) => kind), ["k.50"]);
  assert.equal(jobs.list({ limit: 5, state: "failed" }).items.length, 0);
  assert.throws(() => jobs.list({ limit: 5, cursor: "x" }), { code: "INVALID_PARAMS" });
});

Deno.test("passing jobs run side by side, leave no trace in the store and none as events, and the last 100 are known", async () => {
  const bench = new Bench();
  await using jobs = bench.open();
  const stored = jobs.start({ kind: "test.stored", title: "", run: () => Promise.resolve({}) }).id;
  await ended(jobs, stored);
  const passing = { kind: "test.passing", title: "", passing: true };
  const [one, other] = [held(), held()].map(({ task, gate }) => ({
    ...jobs.begin({ ...task, ...passing, told: (r) => r }),
    gate,
  }));
  assert(one && other);
  assert.deepEqual(jobs.list({ ...LIST, state: "running" }).items.map(({ id }) => id), [
    other.job.id,
    one.job.id,
  ]);
  await jobs.cancel(other.job.id);
  assert.deepEqual([jobs.get(one.job.id).state, jobs.get(other.job.id).state], ["running", "cancelled"]);
  await assert.rejects(other.done, { code: "CANCELLED" });
  one.gate.resolve({});
  await one.done;
  for (let number = 0; number < 10_000; number++) {
    await jobs.begin({ ...passing, run: () => Promise.resolve({}), told: (result) => result }).done;
  }
  const [last] = jobs.list(LIST).items;
  assert.equal(jobs.list({ limit: 500, kind: "test.passing" }).items.length, 100);
  assert.equal(jobs.get(stored).state, "done", "they push nothing else out");
  assert.deepEqual([bench.rows.size, bench.types()], [1, ["job.started", "job.finished"]]);
  await using after = bench.open();
  assert.throws(() => after.get(last?.id ?? ""), { code: "NOT_FOUND" });
});

Deno.test("who waits for an errand has its outcome, its job what may be told; its own signal cancels it", async () => {
  await using jobs = new Bench().open();
  const { job, done } = jobs.begin({
    kind: "test.errand",
    title: "",
    run: (work) => {
      work.inLine(2);
      assert.equal(jobs.get(work.id).before, 2);
      work.inLine(0);
      assert.equal(jobs.get(work.id).before, null);
      return Promise.resolve("the secret");
    },
    told: (outcome) => ({ characters: outcome.length }),
  });
  assert.equal(await done, "the secret");
  assert.deepEqual(jobs.get(job.id).result, { characters: 10 });
  const client = new AbortController();
  const { task } = held();
  const left = jobs.begin({ ...task, signal: client.signal, told: (result) => result });
  client.abort(new CortexError("TIMEOUT", "Cannot wait longer"));
  await assert.rejects(left.done, { code: "TIMEOUT" });
  assert.deepEqual([jobs.get(left.job.id).state, jobs.get(left.job.id).error?.code], [
    "cancelled",
    "TIMEOUT",
  ]);
});

Deno.test("a store that fails stops no job", async () => {
  const bench = new Bench();
  bench.failing = true;
  await using jobs = bench.open();
  const { id } = jobs.start({ kind: "test", title: "", run: () => Promise.resolve({ fine: true }) });
  assert.deepEqual((await ended(jobs, id)).result, { fine: true });
});
