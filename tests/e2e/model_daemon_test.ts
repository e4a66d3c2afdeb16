import assert from "node:assert/strict";
import type { OutputOf } from "../../src/contract/mod.ts";
import { tinyModel } from "../unit/assistant/_tiny_model.ts";
import { cortex } from "./_cortex.ts";
import { waitFor } from "./_daemon.ts";
import { daemonTest, place, status, stream } from "./_model_daemon.ts";

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
  const { items: [load] } = await daemon.get("jobs.list", "/v1/jobs?kind=assistant.load");
  assert.deepEqual([load?.state, load?.progress], ["done", { done: 100, total: 100 }]);
  assert.equal(lines.slice(0, -1).map(({ text }) => text).join(""), answer.text);
  const reader = (await stream(daemon, 480)).body?.getReader();
  await reader?.read();
  await reader?.cancel();
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
    assert.deepEqual(lines.map(({ type }) => type), ["text", "answer"]);
    assert.equal(lines[0].text, first.text);
    assert.equal((await status(daemon)).answered, 1);
    assert.equal((await ask({ anew: true })).text, first.text);
    assert.equal((await status(daemon)).answered, 2);
  },
);

daemonTest("answers are cancelled by the id of their request, also one in line", async (start, dir) => {
  place(dir, tinyModel({ context: 8192 }));
  await using daemon = await start({ CORTEX__ASSISTANT__N_CTX: "8192" });
  const ask = (path: string, id: string, body: object) =>
    daemon.fetch(`/v1/assistant/${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/x-ndjson",
        "x-request-id": id,
      },
      body: JSON.stringify(body),
    });
  const cancel = (request_id: string) =>
    daemon.post("assistant.cancel", "/v1/assistant/cancel", { request_id });
  const codeOf = async (answer: Response) =>
    JSON.parse((await answer.text()).trim().split("\n").at(-1) ?? "").error?.code;
  const answer = await ask("infer", "mine-1", { prompt: "Go on", max_tokens: 8000 });
  const asked = ask("ask", "mine-2", { question: "How is the memory?" });
  const explained = ask("explain", "mine-3", { subject: "host" });
  await waitFor("the line", async () => (await status(daemon)).waiting === 2 || undefined);
  assert.deepEqual(await cancel("mine-4"), { cancelled: 0 });
  for (const id of ["mine-3", "mine-2", "mine-1"]) assert.deepEqual(await cancel(id), { cancelled: 1 });
  assert.equal(await codeOf(answer), "CANCELLED");
  assert.equal(await codeOf(await asked), "CANCELLED");
  assert.equal(await codeOf(await explained), "CANCELLED");
  await waitFor("the end of the answer", async () => (await status(daemon)).state === "ready" || undefined);
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
