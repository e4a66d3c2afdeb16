import assert from "node:assert/strict";
import { SYSTEM_LIBRARY_DIR } from "../../src/assistant/launch.ts";
import type { ModelStatus } from "../../src/contract/mod.ts";
import { waitFor } from "../e2e/_daemon.ts";
import { LIBRARY } from "../e2e/_language_model.ts";
import { tinyModel } from "../unit/assistant/_tiny_model.ts";
import { bootBox, type Box, missingForBox } from "./_box.ts";
import { dropIn, installUnit, property, restart, SOCKET, status, useProgram } from "./_unit.ts";

const MODEL = "/var/lib/cortex/models/tiny.gguf";
const SETTINGS = { CORTEX__ASSISTANT__ENABLED: "true", CORTEX__ASSISTANT__N_CTX: "8192" };

const model = (box: Box) => box.get<ModelStatus>(SOCKET, "/v1/assistant/status");

/** What curl prints of an action or a question. */
function post(path: string, body: object): string[] {
  const data = ["--header", "content-type: application/json", "--data", JSON.stringify(body)];
  return ["-sS", "--unix-socket", SOCKET, ...data, `http://cortex${path}`];
}

/** Puts a whole model in the place of what is there. */
function place(box: Box): void {
  Deno.mkdirSync(`${box.root}/opt/models`, { recursive: true });
  Deno.writeFileSync(`${box.root}/opt/models/tiny.gguf`, tinyModel({ context: 8192 }));
  box.must("install", "-D", "-o", "cortex", "-g", "cortex", "-m", "600", "/opt/models/tiny.gguf", MODEL);
}

async function loaded(box: Box): Promise<void> {
  box.must("curl", ...post("/v1/assistant/load", {}));
  await waitFor("the model", () => Promise.resolve(model(box).state === "ready" || undefined));
}

/** Seconds from the end of the daemon to something of the next one, as systemd saw them. */
function since(box: Box, name: "ExecMainStart" | "ActiveEnter"): string {
  const at = (what: string) => Number(property(box, `${what}TimestampMonotonic`)) / 1e6;
  return (at(name) - at("ActiveExit")).toFixed(2);
}

Deno.test({
  name: "native code that crashes in mid answer: systemd starts the daemon again, without the model",
  ignore: LIBRARY === null || missingForBox() !== undefined,
  fn: async () => {
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
    await loaded(box);
    const pid = property(box, "MainPID");
    const cut = box.spawn(
      "curl",
      "-N",
      ...post("/v1/assistant/infer", { prompt: "Go on", max_tokens: 8000 }),
    );
    await waitFor("the answer", () => Promise.resolve(model(box).state === "answering" || undefined));
    // Its pages are gone: native code that reads one of them gets SIGBUS (mmap(2)).
    box.must("truncate", "--size=4096", MODEL);
    assert.notEqual((await cut.output()).code, 0, "nobody waits for ever");
    const previous = await waitFor("the restart", () => {
      const now = property(box, "ActiveState") === "active" ? status(box) : undefined;
      return Promise.resolve(now === undefined || String(now.pid) === pid ? undefined : now.previous_stop);
    });
    const [started, ready] = [since(box, "ExecMainStart"), since(box, "ActiveEnter")];
    console.log(`After the crash: started again in ${started} s, ready in ${ready} s`);
    assert.deepEqual([previous?.kind, previous?.reason], ["crash", "Ended by SIGBUS"]);
    place(box);
    assert.match(box.must("curl", ...post("/v1/assistant/infer", { prompt: "Go on" })), /MODEL_NOT_LOADED/);
    assert.equal(model(box).state, "blocked");
    await loaded(box);
  },
});
