import assert from "node:assert/strict";
import { connect, CortexError } from "../../mod.ts";
import type { OutputOf } from "../../src/contract/mod.ts";
import { tinyModel } from "../unit/assistant/_tiny_model.ts";
import { cortex, spawnCortex } from "./_cortex.ts";
import { waitFor } from "./_daemon.ts";
import { daemonTest, firstText, place, status, stream } from "./_model_daemon.ts";

const codeOf = (error: unknown) => error instanceof CortexError ? error.code : String(error);

daemonTest(
  "a model is imported, listed, loaded, asked and unloaded from the command line",
  async (start, dir) => {
    await using daemon = await start();
    const file = `${dir}/small.gguf`;
    Deno.writeFileSync(file, tinyModel({ name: "Small" }));
    const run = async (...args: string[]) => {
      const { exit, out, err } = await cortex(daemon, ["model", ...args]);
      assert.equal(exit, 0, err);
      return out;
    };
    assert.match(await run("info", file), /Small[^]*512 tokens of context/);
    assert.match(await run("import", "--state-dir", `${dir}/state`, file), /Model imported/);
    assert.match(await run("list"), /small +Small .*default/);
    assert.match(await run("load", "small"), /^ready +small/);
    assert.match(await run("bench", "--tokens", "8"), /TOKENS\/S[^]*\n +8 +[\d.]+ /);
    const again = await cortex(daemon, ["model", "import", "--state-dir", `${dir}/state`, file]);
    assert.match(again.err, /--force/);
    Deno.truncateSync(file, 400_000);
    assert.equal((await cortex(daemon, ["model", "info", file])).exit, 1);
    assert.equal(await run("unload"), "Model unloaded\n");
    assert.equal((await status(daemon)).answered, 2);
  },
);

daemonTest("an answer comes in pieces; a client that leaves ends it", async (start, dir) => {
  place(dir, tinyModel());
  await using daemon = await start();
  const lines = (await (await stream(daemon, 6)).text()).trim().split("\n").map((line) => JSON.parse(line));
  const { answer } = lines.at(-1);
  assert.equal(lines[0].type, "job");
  const { items: [load] } = await daemon.get("jobs.list", "/v1/jobs?kind=assistant.load");
  assert.deepEqual([load?.state, load?.progress], ["done", { done: 100, total: 100 }]);
  assert.equal(lines.slice(1, -1).map(({ text }) => text).join(""), answer.text);
  const reader = await firstText(await stream(daemon, 480));
  await reader.cancel();
  await waitFor("the end of the answer", async () => (await status(daemon)).state === "ready" || undefined);
  assert.equal((await status(daemon)).answered, 1);
});

daemonTest(
  "the same prompt is answered from what is kept, also in pieces; anew where that is asked",
  async (start, dir) => {
    place(dir, tinyModel());
    await using daemon = await start();
    const ask = async (more: object = {}) =>
      await daemon.post("assistant.infer", "/v1/assistant/infer", {
        prompt: "Go on",
        max_tokens: 6,
        ...more,
      });
    const first = await ask();
    assert.ok(first.evaluated_tokens > 0);
    assert.deepEqual(await ask(), { ...first, evaluated_tokens: 0 });
    const lines = (await (await stream(daemon, 6)).text()).trim().split("\n").map((line) => JSON.parse(line));
    assert.deepEqual(lines.map(({ type }) => type), ["text", "answer"], "no job");
    assert.equal(lines[0].text, first.text);
    assert.equal((await status(daemon)).answered, 1);
    assert.equal((await ask({ anew: true })).text, first.text);
    assert.equal((await status(daemon)).answered, 2);
  },
);

daemonTest(
  "an answer is a job, in line and at work: seen, followed and cancelled by its id",
  async (start, dir) => {
    place(dir, tinyModel({ context: 8192 }));
    await using daemon = await start({ CORTEX__ASSISTANT__N_CTX: "8192" });
    await using client = await connect({ socket: daemon.http_socket });
    const ids: string[] = [];
    const onJob = (id: string) => void ids.push(id);
    const told = Promise.withResolvers<void>();
    const long = client.answer("assistant.infer", { prompt: "Go on", max_tokens: 8000 }, {
      onJob,
      onText: () => told.resolve(),
    });
    await told.promise;
    const inLine = async (count: number) =>
      await waitFor("the line", async () => (await status(daemon)).waiting === count || undefined);
    const asked = client.answer("assistant.ask", { question: "How is the memory of ada?" }, { onJob });
    await inLine(1);
    const explained = client.answer("assistant.explain", { subject: "host" }, { onJob });
    await inLine(2);
    const ends = [long, asked, explained].map((answer) => answer.then(() => "answered", codeOf));
    const { items } = await client.jobs.list({ kind: "assistant.inference" });
    assert.deepEqual(items.map(({ id, state, before }) => [id, state, before]), [
      [ids[2], "running", 2],
      [ids[1], "running", 1],
      [ids[0], "running", null],
    ]);
    assert.doesNotMatch(JSON.stringify(items), /memory|ada|Go on/, "nobody else is told what was asked");
    await waitFor(
      "its progress",
      async () => (await client.jobs.get({ id: ids[0] ?? "" })).progress ?? undefined,
    );
    const followed = Array.fromAsync(client.jobs.stream({ id: ids[2] ?? "" }));
    const cancelled = await cortex(daemon, ["jobs", "cancel", ids[2] ?? ""]);
    assert.deepEqual([cancelled.exit, cancelled.out], [0, "cancelled  Answer of the language model\n"]);
    assert.deepEqual((await followed).map(({ type }) => type), ["progress", "ended"]);
    await client.jobs.cancel({ id: ids[1] ?? "" });
    const { state } = await client.jobs.cancel({ id: ids[0] ?? "" });
    assert.equal(state, "cancelled");
    assert.deepEqual(await Promise.all(ends), ["CANCELLED", "CANCELLED", "CANCELLED"]);
    await waitFor("the end of the answer", async () => (await status(daemon)).state === "ready" || undefined);
    await client.assistant.infer({ prompt: "Go on", max_tokens: 2 });
    const [last] = (await client.jobs.list({ kind: "assistant.inference" })).items;
    assert.equal(last?.state, "done");
    assert.deepEqual(Object.keys((await client.jobs.get({ id: last?.id ?? "" })).result ?? {}), [
      "model",
      "tokens",
      "evaluated_tokens",
      "ended_by",
    ]);
  },
);

daemonTest(
  "a kept answer and the daemon's own are no jobs; no event tells of an answer of the model",
  async (start, dir) => {
    place(dir, tinyModel());
    await using daemon = await start();
    await using client = await connect({ socket: daemon.http_socket });
    const count = async () => (await client.jobs.list({ kind: "assistant.inference" })).items.length;
    for (const _ of [1, 2, 3]) await client.assistant.infer({ prompt: "Go on", max_tokens: 4 });
    assert.equal(await count(), 1);
    await client.assistant.ask({ question: "How is the memory?", model: false });
    assert.equal(await count(), 1);
    const { items } = await client.events.list({ types: ["job.started"] });
    assert.deepEqual(items.map(({ data }) => data["kind"]), ["assistant.load"]);
  },
);

daemonTest("words of a client's schema are printed nowhere", async (start, dir) => {
  place(dir, tinyModel());
  await using daemon = await start();
  const schema = { type: "object", properties: { a: { $ref: "x\n2026-11-22 forged" } } };
  const { text } = await daemon.post("assistant.infer", "/v1/assistant/infer", {
    prompt: "Go on",
    max_tokens: 4,
    schema,
  });
  assert.notEqual(text, "");
  await daemon.stop();
  assert.doesNotMatch(daemon.output(), /forged/);
});

daemonTest("who interrupts a question is told which job has ended with it", async (start, dir) => {
  place(dir, tinyModel({ context: 8192 }));
  await using daemon = await start({ CORTEX__ASSISTANT__N_CTX: "8192" });
  const reader = await firstText(await stream(daemon, 8000));
  for (const args of [[], ["--json"]]) {
    const asking = spawnCortex(daemon, ["ask", "memory", ...args]);
    await waitFor("the line", async () => (await status(daemon)).waiting === 1 || undefined);
    const { items: [job] } = await daemon.get("jobs.list", "/v1/jobs?kind=assistant.inference&limit=1");
    asking.kill("SIGINT");
    const { code, stderr } = await asking.output();
    const told = new TextDecoder().decode(stderr);
    assert.deepEqual([code, told.includes(`the job ${job?.id} was cancelled`)], [1, true], told);
    if (args.length > 0) assert.equal(JSON.parse(told).error.details.job_id, job?.id);
    assert.equal((await daemon.get("jobs.get", `/v1/jobs/${job?.id}`)).state, "cancelled");
  }
  await reader.cancel();
});

daemonTest("who interrupts the load of a model is told what is loaded then", async (start, dir) => {
  place(dir, tinyModel());
  Deno.writeFileSync(`${dir}/state/models/other.gguf`, tinyModel({ context: 8192 }));
  await using daemon = await start({ CORTEX__ASSISTANT__N_CTX: "8192" });
  assert.equal((await cortex(daemon, ["model", "load", "other"])).exit, 0);
  const reader = await firstText(await stream(daemon, 8000));
  const loading = spawnCortex(daemon, ["model", "load", "tiny"]);
  await waitFor("the line", async () => (await status(daemon)).waiting === 1 || undefined);
  loading.kill("SIGINT");
  const { stderr } = await loading.output();
  assert.match(new TextDecoder().decode(stderr), /interrupted; the model "other" is loaded/);
  await reader.cancel();
});

daemonTest(
  "a model that cannot be loaded: one alert, the daemon goes on; over with one that can",
  async (start, dir) => {
    place(dir, tinyModel().slice(0, 300_000));
    await using daemon = await start({ CORTEX__ASSISTANT__LOAD: "on_start" });
    const alerts = async (state: string) => {
      const { items } = await daemon.get("alerts.list", `/v1/alerts?status=${state}`);
      return items.filter(({ subject }: OutputOf<"alerts.list">["items"][number]) => subject === "assistant");
    };
    const [alert] = await waitFor("the alert", async () => {
      const found = await alerts("active");
      return found.length > 0 ? found : undefined;
    });
    assert.match(alert?.description ?? "", /fetch it again/);
    assert.equal((await stream(daemon, 4)).status, 503);
    assert.equal((await alerts("active")).length, 1);
    assert.equal((await cortex(daemon, ["ping"])).exit, 0);
    Deno.writeFileSync(`${dir}/state/models/tiny.gguf`, tinyModel());
    assert.equal((await cortex(daemon, ["model", "load"])).exit, 0);
    await waitFor("the alert's end", async () => (await alerts("resolved")).length === 1 || undefined);
  },
);

daemonTest(
  "with assistant.load on_start the model, a link to one elsewhere, is there before the first question",
  async (start, dir) => {
    place(dir, tinyModel());
    Deno.renameSync(`${dir}/state/models/tiny.gguf`, `${dir}/elsewhere.gguf`);
    Deno.symlinkSync(`${dir}/elsewhere.gguf`, `${dir}/state/models/tiny.gguf`);
    await using daemon = await start({ CORTEX__ASSISTANT__LOAD: "on_start" });
    await waitFor("the model", async () => (await status(daemon)).state === "ready" || undefined);
  },
);
