import { libraryDir } from "../../src/assistant/launch.ts";
import type { OutputOf } from "../../src/contract/mod.ts";
import { type Daemon, daemonDir, startDaemon } from "../../tests/e2e/_daemon.ts";
import type { Figure } from "../report.ts";

const PREFIX = "You explain to an administrator how a host is, in short sentences and with figures.";
const PROMPTS = ["What does a load average of 5 on two cores mean?", "Tell a long story about a full disk."];

/** What one side takes for the second prompt, whose prefix the first one has left evaluated. */
interface Pace {
  readonly tokens_per_second: number;
  readonly first_token_ms: number;
}

/**
 * Tokens a second of the daemon's language model beside the same library under Node: the same model, prompts and
 * threads, in turn. Needs $CORTEX_TEST_MODEL and the library.
 */
export async function* assistant(quick: boolean): AsyncGenerator<Figure | string> {
  const env = (name: string) => Deno.env.get(name);
  const model = env("CORTEX_TEST_MODEL");
  const library = libraryDir({ paths: { scope: "user", state_dir: "/none" }, env }, "");
  if (model === undefined) return yield "assistant: give the path of a model as CORTEX_TEST_MODEL";
  const threads = Math.ceil(navigator.hardwareConcurrency / 2);
  const tokens = quick ? 32 : 96;
  const dir = daemonDir();
  try {
    await using daemon = await startDaemon({
      dir,
      env: {
        CORTEX__ASSISTANT__ENABLED: "true",
        CORTEX__ASSISTANT__MODEL_PATH: model,
        CORTEX__ASSISTANT__LIBRARY_DIR: library,
        CORTEX__ASSISTANT__N_THREADS: String(threads),
        CORTEX__ASSISTANT__N_CTX: "2048",
      },
    });
    const own: Pace[] = [];
    const bare: Pace[] = [];
    for (let round = 0; round < (quick ? 2 : 5); round++) {
      own.push(await daemonPace(daemon, tokens));
      bare.push(await nodePace([library, model, `${threads}`, `${tokens}`, PREFIX, ...PROMPTS]));
    }
    yield {
      what: `tokens of a language model, ${threads} threads (bare: Node)`,
      value: best(own, ({ tokens_per_second }) => tokens_per_second),
      unit: "tokens/s",
      bare: best(bare, ({ tokens_per_second }) => tokens_per_second),
      budget: { at: "least", limit: 0.95 },
    };
    yield {
      what: "first token with a kept prefix, beyond the engine's own time",
      value: -best(own, ({ first_token_ms }) => -first_token_ms) +
        best(bare, ({ first_token_ms }) => -first_token_ms),
      unit: "ms",
      budget: { at: "most", limit: 80 },
    };
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
}

async function daemonPace(daemon: Daemon, max_tokens: number): Promise<Pace> {
  for (const prompt of PROMPTS) {
    await daemon.post("assistant.infer", "/v1/assistant/infer", {
      prompt,
      prefix: PREFIX,
      max_tokens,
      anew: true,
    });
  }
  const status: OutputOf<"assistant.status"> = await daemon.get("assistant.status", "/v1/assistant/status");
  return {
    tokens_per_second: status.tokens_per_second ?? 0,
    first_token_ms: status.first_token_ms ?? 0,
  };
}

async function nodePace(args: readonly string[]): Promise<Pace> {
  const file = new URL("../bare/llama.mjs", import.meta.url).pathname;
  const { stdout } = await new Deno.Command("node", { args: [file, ...args], stderr: "inherit" }).output();
  const last = new TextDecoder().decode(stdout).trim().split("\n").at(-1) ?? "";
  return JSON.parse(last);
}

/** The greatest of some figures: others on the machine only ever take away. */
function best(paces: readonly Pace[], figure: (pace: Pace) => number): number {
  return Math.max(...paces.map(figure));
}
