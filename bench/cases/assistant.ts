import { libraryDir } from "../../src/assistant/launch.ts";
import { type Daemon, daemonDir, startDaemon } from "../../tests/e2e/_daemon.ts";
import { cpuSeconds } from "../process.ts";
import type { Figure } from "../report.ts";
import { type NodeEngine, type Pace, spawnNodeEngine } from "../node_engine.ts";

const PREFIX = "You explain to an administrator how a host is, in short sentences and with figures.";
const PROMPT = "Tell a long story about a full disk, number";

/** A prompt that takes a while before its first token. */
const LONG_PROMPT = "The load of the host is 5, and the disk /srv is full since noon. ".repeat(100);

/**
 * Tokens a second of the daemon's language model, as its client sees them, beside the same library under Node: the
 * same model, prompts and threads, in turn. Needs $CORTEX_TEST_MODEL and the library.
 */
export async function* assistant(quick: boolean): AsyncGenerator<Figure | string> {
  const model = Deno.env.get("CORTEX_TEST_MODEL");
  if (model === undefined) return yield "assistant: give the path of a model as CORTEX_TEST_MODEL";
  const all = navigator.hardwareConcurrency;
  for (const threads of new Set([Math.ceil(all / 2), all])) yield* withThreads(threads, model, quick);
}

async function* withThreads(threads: number, model: string, quick: boolean): AsyncGenerator<Figure> {
  const library = libraryDir({
    paths: { scope: "user", state_dir: "/none" },
    env: (name) => Deno.env.get(name),
  }, "");
  const tokens = quick ? 32 : 96;
  const dir = daemonDir();
  try {
    await using daemon = await startDaemon({
      dir,
      env: {
        CORTEX__ASSISTANT__ENABLED: "true",
        CORTEX__ASSISTANT__MODEL_PATH: model,
        CORTEX__ASSISTANT__LIBRARY_DIR: library,
        CORTEX__ASSISTANT__N_THREADS: `${threads}`,
        CORTEX__ASSISTANT__N_CTX: "2048",
      },
    });
    using node = spawnNodeEngine([library, model, `${threads}`, `${tokens}`, PREFIX]);
    const [own, bare] = await inTurn(daemon, node, { tokens, rounds: quick ? 4 : 16 });
    const of = `${threads} ${threads === 1 ? "thread" : "threads"}`;
    yield {
      what: `tokens of a language model, ${of} (bare: Node)`,
      value: Math.max(...own.map(({ tokens_per_second }) => tokens_per_second)),
      unit: "tokens/s",
      bare: Math.max(...bare.map(({ tokens_per_second }) => tokens_per_second)),
      budget: { at: "least", limit: 0.95 },
    };
    yield {
      what: `processor time of a token, ${of} (bare: Node)`,
      value: least(own, ({ cpu_ms }) => cpu_ms),
      unit: "ms",
      bare: least(bare, ({ cpu_ms }) => cpu_ms),
    };
    yield {
      what: `first token with a kept prefix beyond Node's, ${of}`,
      value: least(own, ({ first_token_ms }) => first_token_ms) -
        least(bare, ({ first_token_ms }) => first_token_ms),
      unit: "ms",
      budget: { at: "most", limit: 80 },
    };
    const cancels: number[] = [];
    for (let round = 0; round < (quick ? 2 : 5); round++) cancels.push(await cancelMs(daemon));
    yield {
      what: `from a cancel in a long prompt to the next answer, ${of}`,
      value: Math.min(...cancels),
      unit: "ms",
      budget: { at: "most", limit: 200 },
    };
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
}

/** Both sides answer each prompt, now the one first, now the other; the first round only makes them warm. */
async function inTurn(
  daemon: Daemon,
  node: NodeEngine,
  { tokens, rounds }: { readonly tokens: number; readonly rounds: number },
): Promise<readonly [Pace[], Pace[]]> {
  const own: Pace[] = [];
  const bare: Pace[] = [];
  for (let round = 0; round <= rounds; round++) {
    const prompt = `${PROMPT} ${round}.`;
    const sides = [
      async () => own.push(await daemonPace(daemon, prompt, tokens)),
      async () => bare.push(await node.answer(prompt)),
    ];
    for (const side of round % 2 === 0 ? sides : sides.reverse()) await side();
  }
  return [own.slice(1), bare.slice(1)];
}

const infer = (daemon: Daemon, body: object) =>
  daemon.fetch("/v1/assistant/infer", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/x-ndjson" },
    body: JSON.stringify(body),
  });

async function daemonPace(daemon: Daemon, prompt: string, max_tokens: number): Promise<Pace> {
  const begun = performance.now();
  const { body } = await infer(daemon, { prompt, prefix: PREFIX, max_tokens });
  let text = "";
  let first = 0;
  let cpu = 0;
  for await (const piece of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += piece;
    if (first === 0 && text.includes('"type":"text"')) {
      [first, cpu] = [performance.now(), cpuSeconds(daemon.pid)];
    }
  }
  const seconds = (performance.now() - first) / 1000;
  const { answer } = JSON.parse(text.trim().split("\n").at(-1) ?? "");
  return {
    tokens_per_second: (answer.tokens - 1) / seconds,
    first_token_ms: first - begun,
    cpu_ms: (cpuSeconds(daemon.pid) - cpu) * 1000 / (answer.tokens - 1),
  };
}

let cancelled = 0;

/** From the cancelling of an answer whose prompt is still evaluated to the end of another, of next to nothing. */
async function cancelMs(daemon: Daemon): Promise<number> {
  const long = infer(daemon, { prompt: `${++cancelled} ${LONG_PROMPT}`, max_tokens: 8 });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const { items: [job] } = await daemon.get("jobs.list", "/v1/jobs?kind=assistant.inference&limit=1");
  const begun = performance.now();
  await daemon.post("jobs.cancel", `/v1/jobs/${job?.id}/cancel`);
  await (await long).text();
  await (await infer(daemon, { prompt: `${cancelled}`, max_tokens: 1 })).text();
  return performance.now() - begun;
}

/** The least of some figures: others on the machine only ever add to it. */
function least(paces: readonly Pace[], figure: (pace: Pace) => number): number {
  return Math.min(...paces.map(figure));
}
