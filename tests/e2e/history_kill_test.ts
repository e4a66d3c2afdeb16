import assert from "node:assert/strict";
import { configSchema } from "../../src/config/mod.ts";
import { systemClock } from "../../src/core/clock.ts";
import { openStore } from "../../src/store/mod.ts";

const WRITER = new URL("./history_writer.ts", import.meta.url).pathname;
const START_MS = Date.parse("2026-11-21T12:00:00.000Z");

/** Lets a process record from a tick on until it has reported so many, kills it, and says which was the last. */
async function recordAndKill(dir: string, first: number, ticks: number): Promise<number> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-prompt",
      "--allow-env",
      `--allow-read=${dir},.`,
      `--allow-write=${dir}`,
      WRITER,
      dir,
      `${first}`,
      `${START_MS}`,
    ],
    stdin: "null",
    stdout: "piped",
  }).spawn();
  let reported = first - 1;
  let rest = "";
  let killed = false;
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    reported = Number(lines.at(-1) ?? reported);
    if (killed || reported < first + ticks - 1) continue;
    killed = true;
    child.kill("SIGKILL");
  }
  assert.equal((await child.status).signal, "SIGKILL");
  return reported;
}

Deno.test("a killed daemon loses no sample that it had taken, and nothing else", async () => {
  const dir = Deno.makeTempDirSync({ prefix: "cortex-history-" });
  let next = 0;
  for (const ticks of [1, 100, 170, 9, 400]) {
    const last = await recordAndKill(dir, next, ticks);
    using store = openStore({ dir, clock: systemClock, max_bytes: 268_435_456 });
    assert.equal(store.health().state, "ok");
    const recorder = store.history.record(configSchema.parse({}));
    const range = { from_ms: START_MS, step_ms: 10_000, count: last + 1 };
    for (const subject of ["0", "39"]) {
      assert.deepEqual(
        [...recorder.read({ name: "cpu", subject }, "fine", range, "avg")],
        Array.from({ length: last + 1 }, (_, tick) => tick),
      );
    }
    next = last + 2;
    // The tick after the last one may have been kept too; let the next process begin behind it.
    recorder.append(START_MS + (last + 1) * 10_000, [
      { name: "cpu", subject: "0", value: last + 1 },
      { name: "cpu", subject: "39", value: last + 1 },
    ]);
    recorder.flush();
  }
  Deno.removeSync(dir, { recursive: true });
});
