import assert from "node:assert/strict";
import { connect, CortexError } from "../../mod.ts";
import { tinyModel } from "../unit/assistant/_tiny_model.ts";
import { cortex } from "./_cortex.ts";
import { type Daemon, waitFor } from "./_daemon.ts";
import { hasPython } from "./_python.ts";
import { stopNativeCode } from "./_stopped_native_code.ts";
import { daemonTest, firstText, place, type StartDaemon, status, stream } from "./_model_daemon.ts";

/** What the model is once it is known whether it may be loaded by itself. */
const settled = (daemon: Daemon) =>
  waitFor("the assistant", async () => {
    const one = await status(daemon);
    return ["unloaded", "loading"].includes(one.state) ? undefined : one;
  });

const codeOf = (error: unknown) => error instanceof CortexError ? error.code : String(error);

/** A daemon that is killed in the middle of an answer. */
async function killedInMidAnswer(start: StartDaemon): Promise<void> {
  await using daemon = await start();
  const reader = await firstText(await stream(daemon, 480));
  await daemon.stop("SIGKILL");
  await reader.cancel().catch(() => {});
}

daemonTest(
  "a daemon that ended in mid answer, nobody saw how, does not load the model again by itself",
  async (start, dir) => {
    place(dir, tinyModel());
    await killedInMidAnswer(start);
    await using daemon = await start({ CORTEX__ASSISTANT__LOAD: "on_start" });
    const after = await settled(daemon);
    assert.equal(after.state, "blocked");
    assert.match(after.problem ?? "", /while it answered/);
    const refused = await stream(daemon, 4);
    assert.equal((await refused.json()).error.code, "MODEL_NOT_LOADED");
    const { exit, out } = await cortex(daemon, ["model", "load"]);
    assert.deepEqual([exit, out.slice(0, 5)], [0, "ready"]);
  },
);

daemonTest("a daemon that somebody killed in mid answer loads the model again", async (start, dir) => {
  place(dir, tinyModel());
  await killedInMidAnswer(start);
  await using daemon = await start({
    CORTEX__ASSISTANT__LOAD: "on_start",
    CORTEX_PREVIOUS_END: "signal killed KILL",
  });
  assert.equal((await settled(daemon)).state, "ready");
});

daemonTest(
  "a crash of native code: who waits has a typed error, the model is not loaded again by itself",
  async (start, dir) => {
    place(dir, tinyModel());
    const exit = await (async () => {
      await using daemon = await start();
      await using client = await connect({ socket_dir: `${dir}/run`, retry: false });
      const reader = await firstText(await stream(daemon, 480));
      const waiting = [1, 2, 3].map((n) =>
        client.assistant.infer({ prompt: `Client ${n}` }).then(() => "answered", codeOf)
      );
      await waitFor("the line", async () => (await status(daemon)).waiting === 3 || undefined);
      // Its pages are gone: native code that reads one of them gets SIGBUS (mmap(2)).
      Deno.truncateSync(`${dir}/state/models/tiny.gguf`, 4096);
      assert.deepEqual(await Promise.all(waiting), Array(3).fill("CONNECTION_LOST"));
      await reader.cancel().catch(() => {});
      return await daemon.stop();
    })();
    assert.equal(exit, 128 + 7, "as a shell tells SIGBUS, signal(7)");
    place(dir, tinyModel());
    await using daemon = await start({
      CORTEX__ASSISTANT__LOAD: "on_start",
      CORTEX_PREVIOUS_END: "core-dump dumped BUS",
    });
    assert.equal((await daemon.get("daemon.status", "/v1/status")).previous_stop?.kind, "crash");
    assert.equal((await settled(daemon)).state, "blocked");
    assert.equal((await (await stream(daemon, 4)).json()).error.code, "MODEL_NOT_LOADED");
    assert.equal((await cortex(daemon, ["ping"])).exit, 0);
    assert.equal((await cortex(daemon, ["model", "load"])).exit, 0);
    assert.equal((await status(daemon)).state, "ready");
  },
);

daemonTest(
  "native code that hangs: who waits has a typed error, the daemon ends and does not load the model again by itself",
  async (start, dir) => {
    place(dir, tinyModel({ context: 8192, layers: 60 }));
    const settings = { CORTEX__ASSISTANT__N_CTX: "8192", CORTEX__ASSISTANT__HANG_SECONDS: "5" };
    {
      await using daemon = await start(settings);
      const answer = await stream(daemon, 8000);
      await waitFor("the answer", async () => (await status(daemon)).state === "answering" || undefined);
      const waiting = daemon.post("assistant.infer", "/v1/assistant/infer", { prompt: "Go on" }).then(
        () => "answered",
        String,
      );
      {
        using _stopped = stopNativeCode(daemon.pid);
        assert.match(
          (await answer.text()).trim().split("\n").at(-1) ?? "",
          /UNAVAILABLE.*nothing came of it for 5000 ms/,
        );
        assert.match(await waiting, /UNAVAILABLE.*the daemon restarts/);
      }
      assert.equal(await daemon.stop(), 1, "whoever started it is to start it again");
    }
    await using daemon = await start({ ...settings, CORTEX__ASSISTANT__LOAD: "on_start" });
    assert.match((await settled(daemon)).problem ?? "", /nothing came of it for 5000 ms/);
    assert.equal((await status(daemon)).state, "blocked");
    assert.equal((await daemon.get("daemon.status", "/v1/status")).previous_stop?.kind, "hang");
  },
  !hasPython(),
);

daemonTest(
  "half of 200 clients vanish: each of the others is answered, and the line is empty",
  async (start, dir) => {
    place(dir, tinyModel({ context: 8192 }));
    await using daemon = await start({
      CORTEX__ASSISTANT__QUEUE_DEPTH: "200",
      CORTEX__ASSISTANT__N_CTX: "8192",
    });
    const inLine = (count: number) =>
      waitFor(`${count} in line`, async () => (await status(daemon)).waiting === count || undefined);
    const clients = Array.from({ length: 200 }, () => new AbortController());
    const first = await stream(daemon, 8000);
    const answers = clients.map(async ({ signal }, index) => {
      const reply = await daemon.fetch("/v1/assistant/infer", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ prompt: `Client ${index}`, max_tokens: 1 }),
        signal,
      });
      return (await reply.json()).tokens;
    });
    const all = Promise.allSettled(answers);
    await inLine(200);
    clients.forEach((client, index) => index % 2 === 0 && client.abort());
    await inLine(100);
    await first.body?.cancel();
    const answered = (await all).map((end) => end.status === "fulfilled" && end.value === 1);
    assert.deepEqual(answered, clients.map((_, index) => index % 2 === 1));
    await inLine(0);
  },
);
