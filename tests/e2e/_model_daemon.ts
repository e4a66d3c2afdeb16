import assert from "node:assert/strict";
import { type Daemon, daemonDir, startDaemon } from "./_daemon.ts";
import { LIBRARY, modelTest } from "./_language_model.ts";

/** Starts a daemon whose assistant is on, in the folder of the test. */
export type StartDaemon = (env?: Readonly<Record<string, string>>) => Promise<Daemon>;

/** A test with daemons in a folder of their own, whose assistant is on. */
export function daemonTest(
  name: string,
  run: (start: StartDaemon, dir: string) => Promise<void>,
  ignore = false,
): void {
  modelTest(name, async () => {
    const dir = daemonDir();
    const start = (env: Readonly<Record<string, string>> = {}) =>
      startDaemon({
        dir,
        env: {
          CORTEX__ASSISTANT__ENABLED: "true",
          CORTEX__ASSISTANT__LIBRARY_DIR: LIBRARY ?? "",
          CORTEX__ASSISTANT__N_CTX: "512",
          CORTEX__ASSISTANT__N_THREADS: "1",
          ...env,
        },
      });
    try {
      await run(start, dir);
    } finally {
      Deno.removeSync(dir, { recursive: true });
    }
  }, ignore);
}

/** Puts a model where the daemon looks for it. */
export function place(dir: string, bytes: Uint8Array): void {
  Deno.mkdirSync(`${dir}/state/models`, { recursive: true });
  Deno.chmodSync(`${dir}/state`, 0o700);
  Deno.writeFileSync(`${dir}/state/models/tiny.gguf`, bytes);
}

/** How its language model is. */
export const status = (daemon: Daemon) => daemon.get("assistant.status", "/v1/assistant/status");

/** Reads an answer as far as its first piece of text; whoever reads on or leaves decides about the rest. */
export async function firstText(response: Response): Promise<ReadableStreamDefaultReader<Uint8Array>> {
  const reader = response.body?.getReader();
  assert(reader);
  for (let text = ""; !text.includes('"type":"text"');) {
    const { value, done } = await reader.read();
    assert(!done, text);
    text += new TextDecoder().decode(value);
  }
  return reader;
}

/** Has a daemon answer piece by piece, a line of JSON each. */
export function stream(daemon: Daemon, max_tokens: number): Promise<Response> {
  return daemon.fetch("/v1/assistant/infer", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/x-ndjson" },
    body: JSON.stringify({ prompt: "Go on", max_tokens }),
  });
}
