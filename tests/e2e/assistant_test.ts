import assert from "node:assert/strict";
import { connect } from "../../src/client/mod.ts";
import { CortexError } from "../../src/contract/mod.ts";
import { cortex } from "./_cortex.ts";
import { daemonDir, recordedHost, startDaemon, waitFor } from "./_daemon.ts";
import { LIBRARY, modelTest } from "./_language_model.ts";
import { tinyModel } from "../unit/assistant/_tiny_model.ts";

Deno.test("without a model: asked and explained, whole, in pieces and on the command line", async () => {
  const dir = daemonDir();
  await using daemon = await startDaemon({ dir, args: ["--host-root", recordedHost(dir)] });
  await using client = await connect({ socket: daemon.http_socket });

  const reply = await client.assistant.ask({ question: "How much memory is in use?" });
  assert.match(reply.answer, /^Memory is at [\d.]+ %: .* \[1, 2, 3, 4\]\./);
  assert.deepEqual([reply.topics, reply.model, reply.removed], [["memory"], null, 0]);
  assert.equal(reply.evidence[0]?.samples[0]?.value, reply.evidence[0]?.value);

  const pieces: string[] = [];
  const asked = await client.answer("assistant.ask", { question: "Is the disk filling?" }, {
    onText: (text) => pieces.push(text),
  });
  assert.deepEqual(pieces, [asked.answer]);

  for (const accept of ["text/event-stream", "application/x-ndjson"]) {
    const streamed = await daemon.fetch("/v1/assistant/ask", {
      method: "POST",
      headers: { "content-type": "application/json", accept },
      body: JSON.stringify({ question: "How is this host?" }),
    });
    assert.equal(streamed.headers.get("content-type"), accept);
    const text = await streamed.text();
    assert.match(text, /"type":"text","text":"The state of this host is .*"type":"answer","answer":\{/s);
  }

  const unloaded = await cortex(daemon, ["model", "unload"]);
  assert.deepEqual([unloaded.exit, unloaded.out], [0, "No model was loaded\n"]);

  const shown = await cortex(daemon, ["ask", "How", "is", "this", "host?"]);
  assert.deepEqual([shown.exit, shown.err], [0, ""]);
  assert.match(shown.out, /^The state of this host is .*\n[^]*\n *N {2}FACT/);
  const json = await cortex(daemon, ["explain", "host", "--json"]);
  assert.match(JSON.parse(json.out).summary, /^The state of this host is/);
  const process = await cortex(daemon, ["explain", "1"]);
  assert.match(process.out, /^"systemd" is process 1 of "root"/);
  const metric = await client.assistant.explain({ subject: "cpu_usage_percent" });
  assert.deepEqual(metric.topics, ["cpu"]);

  assert.equal(
    (await cortex(daemon, ["explain", "no-such-thing"])).exit,
    1,
    "the inventory is off and cannot tell",
  );
  assert.equal((await cortex(daemon, ["explain", "process:no-such-thing"])).exit, 5);
  await assert.rejects(
    client.answer("assistant.explain", { subject: crypto.randomUUID() }),
    (error) => error instanceof CortexError && error.code === "ALERT_NOT_FOUND",
  );
});

modelTest("with a model the daemon asks it, and shows nothing of what rests on nothing", async () => {
  const dir = daemonDir();
  const path = `${dir}/tiny.gguf`;
  Deno.writeFileSync(path, tinyModel({ context: 16_384 }));
  await using daemon = await startDaemon({
    dir,
    args: ["--host-root", recordedHost(dir)],
    env: {
      CORTEX__ASSISTANT__ENABLED: "true",
      CORTEX__ASSISTANT__MODEL_PATH: path,
      CORTEX__ASSISTANT__LIBRARY_DIR: LIBRARY ?? "",
      CORTEX__ASSISTANT__N_CTX: "16384",
      CORTEX__ASSISTANT__N_THREADS: "1",
    },
  });
  await using client = await connect({ socket: daemon.http_socket });
  const question = "How much memory is in use?";
  await waitFor("the model is known", async () => (await client.assistant.status()).model ?? undefined);
  const reply = await client.answer("assistant.ask", { question });
  assert.deepEqual([reply.model, reply.removed > 0], [null, true], daemon.output());
  assert.match(reply.answer, /^Memory is at [\d.]+ %: /);
  const { answered, state } = await client.assistant.status();
  assert.deepEqual([answered, state], [1, "ready"]);
  assert.equal((await client.assistant.ask({ question, model: false })).removed, 0);
  assert.equal((await client.assistant.status()).answered, 1);
});
