import assert from "node:assert/strict";
import { systemClock } from "../../src/core/clock.ts";
import { openStore } from "../../src/store/mod.ts";

const WRITER = new URL("./store_writer.ts", import.meta.url).pathname;

/** Lets a process write until it has reported so many writes, kills it, and says what the last one reported was. */
async function writeAndKill(dir: string, writes: number): Promise<number> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-prompt", `--allow-read=${dir}`, `--allow-write=${dir}`, WRITER, dir],
    stdin: "null",
    stdout: "piped",
  }).spawn();
  let reported = 0;
  let seen = 0;
  let rest = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    const before = seen;
    seen += lines.length;
    reported = Number(lines.at(-1) ?? reported);
    if (before < writes && seen >= writes) child.kill("SIGKILL");
  }
  assert.equal((await child.status).signal, "SIGKILL");
  return reported;
}

Deno.test("nothing that a killed process had written is lost", async () => {
  const dir = Deno.makeTempDirSync({ prefix: "cortex-kill-" });
  for (const writes of [1, 7, 60, 200, 3, 500]) {
    const reported = await writeAndKill(dir, writes);
    using store = openStore({ dir, clock: systemClock, max_bytes: 268_435_456 });
    assert.equal(store.health().state, "ok");
    const last = store.events.last();
    assert(last === reported || last === reported + 1, `${last} kept, ${reported} reported`);
    assert.equal(store.meta.get("last"), String(last), "a transaction is whole");
    const kept = store.events.after(0, last).map((event) => event.data["seq"]);
    assert.deepEqual(kept, Array.from({ length: last }, (_, index) => index + 1));
  }
  Deno.removeSync(dir, { recursive: true });
});
