import assert from "node:assert/strict";
import { SYSTEM_LIBRARY_DIR } from "../../src/assistant/launch.ts";
import type { ModelStatus, PreviousStop } from "../../src/contract/mod.ts";
import { waitFor } from "../e2e/_daemon.ts";
import { LIBRARY } from "../e2e/_language_model.ts";
import { hasPython } from "../e2e/_python.ts";
import { stopNativeCode } from "../e2e/_stopped_native_code.ts";
import { tinyModel } from "../unit/assistant/_tiny_model.ts";
import { bootBox, type Box, BOX_DENO, BOX_PROGRAM, missingForBox, pidHere } from "./_box.ts";
import { dropIn, installUnit, property, restart, SOCKET, status, useProgram } from "./_unit.ts";

const MODEL = "/var/lib/cortex/models/tiny.gguf";
const SETTINGS = {
  CORTEX__ASSISTANT__ENABLED: "true",
  CORTEX__ASSISTANT__LOAD: "on_start",
  CORTEX__ASSISTANT__N_CTX: "8192",
  CORTEX__ASSISTANT__HANG_SECONDS: "5",
};

const model = (box: Box) => box.get<ModelStatus>(SOCKET, "/v1/assistant/status");

/** What curl prints of a question to the model. */
function infer(max_tokens: number): string[] {
  const data = JSON.stringify({ prompt: "Go on", max_tokens, anew: true });
  const headers = ["--header", "content-type: application/json", "--header", "accept: application/x-ndjson"];
  return ["-sSN", "--unix-socket", SOCKET, ...headers, "--data", data, "http://cortex/v1/assistant/infer"];
}

/** Puts a whole model in the place of what is there. */
function place(box: Box): void {
  Deno.mkdirSync(`${box.root}/opt/models`, { recursive: true });
  Deno.writeFileSync(`${box.root}/opt/models/tiny.gguf`, tinyModel({ context: 8192, layers: 60 }));
  box.must("install", "-D", "-o", "cortex", "-g", "cortex", "-m", "600", "/opt/models/tiny.gguf", MODEL);
}

/** An administrator says that the model may be loaded. */
function loadModel(box: Box): void {
  const permissions = ["--allow-read", "--allow-env", "--allow-sys=uid", "--allow-run"];
  const program = [BOX_DENO, "run", "--quiet", "--no-prompt", ...permissions, `${BOX_PROGRAM}/cli/launch.ts`];
  box.must("env", ...program, "cli", "model", "load");
  assert.equal(model(box).state, "ready");
}

/** Seconds from the end of the daemon to something of the next one, as systemd saw them. */
function since(box: Box, name: "ExecMainStart" | "ActiveEnter"): number {
  const at = (what: string) => Number(property(box, `${what}TimestampMonotonic`)) / 1e6;
  return at(name) - at("ActiveExit");
}

/** Waits until systemd has started the daemon again; its model is not loaded by itself, nor for a question. */
async function startedAgain(box: Box, pid: string): Promise<PreviousStop | null> {
  const previous = await waitFor("the restart", () => {
    const now = property(box, "ActiveState") === "active" ? status(box) : undefined;
    return Promise.resolve(now === undefined || String(now.pid) === pid ? undefined : now.previous_stop);
  });
  const [started, ready] = [since(box, "ExecMainStart"), since(box, "ActiveEnter")];
  console.log(`Started again in ${started.toFixed(2)} s, ready in ${ready.toFixed(2)} s`);
  assert(started < 2, `${started}`);
  assert.match(box.must("curl", ...infer(4)), /MODEL_NOT_LOADED/);
  assert.equal(model(box).state, "blocked");
  return previous;
}

/** Begins a long answer, with others that wait in line behind it. */
async function answering(box: Box): Promise<{ readonly pid: string; readonly asked: Deno.ChildProcess[] }> {
  await waitFor("the model", () => Promise.resolve(model(box).state === "ready" || undefined));
  const asked = [box.spawn("curl", ...infer(8000))];
  await waitFor("the answer", () => Promise.resolve(model(box).state === "answering" || undefined));
  for (const _ of [1, 2]) asked.push(box.spawn("curl", ...infer(4)));
  await waitFor("the line", () => Promise.resolve(model(box).waiting === 2 || undefined));
  return { pid: property(box, "MainPID"), asked };
}

/** Native code that reads what is not there any more. */
async function crashes(box: Box): Promise<void> {
  const { pid, asked } = await answering(box);
  // Its pages are gone: native code that reads one of them gets SIGBUS (mmap(2)).
  box.must("truncate", "--size=4096", MODEL);
  for (const one of asked) assert.notEqual((await one.output()).code, 0, "nobody waits for ever");
  place(box);
  const previous = await startedAgain(box, pid);
  assert.deepEqual([previous?.kind, previous?.reason], ["crash", "Ended by SIGBUS"]);
}

/** Native code that does not go on: its thread is stopped. */
async function hangs(box: Box): Promise<void> {
  const { pid, asked } = await answering(box);
  using _stopped = stopNativeCode(pidHere(box, Number(pid)));
  const said = await Promise.all(
    asked.map(async (one) => new TextDecoder().decode((await one.output()).stdout)),
  );
  for (const text of said) {
    assert.match(text.trim().split("\n").at(-1) ?? "", /"error":\{"code":"UNAVAILABLE"/);
  }
  const previous = await startedAgain(box, pid);
  assert.equal(previous?.kind, "hang");
  assert.match(previous?.reason ?? "", /nothing came of it for 5000 ms/);
}

Deno.test({
  name: "native code that crashes or hangs: systemd starts the daemon again, without the model",
  ignore: LIBRARY === null || missingForBox() !== undefined || !hasPython(),
  fn: async (t) => {
    using box = bootBox();
    installUnit(box);
    Deno.mkdirSync(`${box.root}/usr/lib/cortex`, { recursive: true });
    const { success } = new Deno.Command("cp", {
      args: ["-r", LIBRARY ?? "", `${box.root}${SYSTEM_LIBRARY_DIR}`],
    }).outputSync();
    assert(success);
    place(box);
    box.must("chown", "-R", "cortex:cortex", "/var/lib/cortex");
    const lines = Object.entries(SETTINGS).map(([name, value]) => `Environment=${name}=${value}\n`).join("");
    using _setting = dropIn(box, `[Service]\nMemoryMax=2G\n${lines}`);
    using _program = useProgram(box, SETTINGS);
    restart(box);
    await t.step("a crash", () => crashes(box));
    await t.step("an administrator loads the model again", () => loadModel(box));
    await t.step("a hang", () => hangs(box));
    await t.step("an administrator loads it again then, too", () => loadModel(box));
  },
});
