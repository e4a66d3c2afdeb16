import assert from "node:assert/strict";
import { CortexError, type OutputOf } from "../../../src/contract/mod.ts";
import type { Parts } from "../../../src/operations/mod.ts";
import { memoryModel } from "../operations/memory_model.ts";
import { errorOf, TestApp } from "./_app.ts";

const ASK = "POST /v1/assistant/infer";

function infer(app: TestApp, accept: string, body: object = { prompt: "one two" }): Promise<Response> {
  return app.fetch(ASK, {
    headers: { "content-type": "application/json", accept },
    body: JSON.stringify(body),
  });
}

const modelThat = (infer: Parts["language_model"]["infer"]) =>
  new TestApp({ language_model: { ...memoryModel(), infer } });

const ANSWER = { text: "one two", tokens: 2, evaluated_tokens: 2, ended_by: "model", model: "tiny" };

Deno.test("without a word of streams the answer comes whole", async () => {
  const reply = await infer(new TestApp(), "application/json");
  assert.deepEqual(await reply.json(), ANSWER);
});

Deno.test("as server-sent events it comes piece by piece, last as a whole", async () => {
  const reply = await infer(new TestApp(), "text/event-stream");
  assert.deepEqual([reply.status, reply.headers.get("x-request-id")], [200, "t-1"]);
  assert.equal(
    await reply.text(),
    `event: text\ndata: {"type":"text","text":"one "}\n\n` +
      `event: text\ndata: {"type":"text","text":"two"}\n\n` +
      `event: answer\ndata: ${JSON.stringify({ type: "answer", answer: ANSWER })}\n\n`,
  );
});

Deno.test("as lines of JSON, too", async () => {
  const lines = (await (await infer(new TestApp(), "application/x-ndjson")).text()).trim().split("\n");
  assert.deepEqual(lines.map((line) => JSON.parse(line).type), ["text", "text", "answer"]);
});

Deno.test("what fails before anything was told is a reply like any other, later it ends the stream", async () => {
  const error = new CortexError("MODEL_NOT_LOADED", "Cannot answer: there is none");
  const early = modelThat(() => Promise.reject(error));
  assert.equal((await errorOf(await infer(early, "text/event-stream"), 503)).code, "MODEL_NOT_LOADED");
  const late = modelThat((_, call) => {
    call.tell?.({ type: "text", text: "one" });
    return Promise.reject(error);
  });
  const lines = (await (await infer(late, "application/x-ndjson")).text()).trim().split("\n");
  assert.deepEqual(lines.map((line) => JSON.parse(line).error?.code), [undefined, "MODEL_NOT_LOADED"]);
});

Deno.test("the id of a job alone begins no stream: what fails then is a reply, what goes on tells it first", async () => {
  const id = "00000000-0000-4000-8000-000000000001";
  const after = (answer: () => Promise<OutputOf<"assistant.infer">>) =>
    modelThat((_, call) => {
      call.tell?.({ type: "job", id });
      return answer();
    });
  const failing = after(() => Promise.reject(new CortexError("BUSY", "Cannot wait for the model")));
  assert.equal((await errorOf(await infer(failing, "text/event-stream"), 503)).code, "BUSY");
  const fine = after(() => Promise.resolve({ ...ANSWER, ended_by: "model" }));
  const [first = ""] = (await (await infer(fine, "application/x-ndjson")).text()).split("\n");
  assert.deepEqual(JSON.parse(first), { type: "job", id });
});

Deno.test("the input is checked before the stream begins", async () => {
  const reply = await infer(new TestApp(), "text/event-stream", { prompt: "" });
  assert.equal((await errorOf(reply, 400)).code, "INVALID_PARAMS");
});

Deno.test("a client that leaves its stream cancels the answer", async () => {
  const cancelled = Promise.withResolvers<void>();
  const app = modelThat((_, call) => {
    const answer = Promise.withResolvers<OutputOf<"assistant.infer">>();
    call.signal.addEventListener("abort", () => cancelled.resolve());
    call.tell?.({ type: "text", text: "one" });
    return answer.promise;
  });
  const reader = (await infer(app, "text/event-stream")).body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await cancelled.promise;
});

Deno.test("a client that reads nothing is cut off, and its answer cancelled", async () => {
  const cancelled = Promise.withResolvers<void>();
  const app = modelThat((_, call) => {
    call.signal.addEventListener("abort", () => cancelled.resolve());
    for (let piece = 0; piece < 200; piece++) call.tell?.({ type: "text", text: "x".repeat(1000) });
    return Promise.withResolvers<OutputOf<"assistant.infer">>().promise;
  });
  const reply = await infer(app, "application/x-ndjson");
  await cancelled.promise;
  const lines = (await reply.text()).trim().split("\n");
  assert.equal(JSON.parse(lines.at(-1) ?? "").error.code, "BUSY");
  assert(lines.length < 100);
});

Deno.test("an answer that has no pieces is a reply like any other, whatever the client accepts", async () => {
  const reply = await new TestApp().fetch("GET /v1/alerts", { headers: { accept: "text/event-stream" } });
  assert.match(reply.headers.get("content-type") ?? "", /^application\/json/);
  assert.ok(Array.isArray((await reply.json()).items));
});
