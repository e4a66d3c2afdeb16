/** What one side takes for an answer whose prefix the one before has left evaluated. */
export interface Pace {
  /** After the first one. */
  readonly tokens_per_second: number;
  readonly first_token_ms: number;
  /** Processor time of a token after the first one. */
  readonly cpu_ms: number;
}

/** The library that runs language models under Node, with nothing around it. */
export interface NodeEngine extends Disposable {
  answer(prompt: string): Promise<Pace>;
}

/** Starts it; arguments as in `bare/llama.mjs`. */
export function spawnNodeEngine(args: readonly string[]): NodeEngine {
  const file = new URL("./bare/llama.mjs", import.meta.url).pathname;
  const child = new Deno.Command("node", { args: [file, ...args], stdin: "piped", stdout: "piped" }).spawn();
  const asking = child.stdin.getWriter();
  const lines = readLines(child.stdout);
  return {
    answer: async (prompt) => {
      await asking.write(new TextEncoder().encode(`${prompt}\n`));
      const { value } = await lines.next();
      return JSON.parse(value ?? "");
    },
    [Symbol.dispose]: () => child.kill("SIGKILL"),
  };
}

async function* readLines(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<string, undefined> {
  let text = "";
  for await (const piece of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (text + piece).split("\n");
    text = lines.pop() ?? "";
    yield* lines;
  }
}
