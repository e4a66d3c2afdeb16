import { V8_FLAGS } from "../../src/permissions.ts";
import type { Figure } from "../report.ts";
import { settle } from "../subject.ts";
import { type Waits, whilePinging } from "../waits.ts";

/** Ways to die that do not end the process. */
const WAYS = ["throw", "close", "grow"] as const;

/** What a client waits for while a worker dies, is started again and given up, beside the same thread without one. */
export async function* workers(quick: boolean): AsyncGenerator<Figure> {
  const seconds = quick ? 5 : 20;
  const rest = await pinged(seconds);
  const { p99_ms } = await pinged(seconds, "bare");
  yield {
    what: "a ping's wait while Deno's own workers start as often, p99",
    value: p99_ms,
    unit: "ms",
    bare: rest.p99_ms,
  };
  for (const way of WAYS) {
    const { p99_ms, worst_ms } = await pinged(seconds, way);
    yield {
      what: `a ping's wait while a worker dies by ${way}, p99`,
      value: p99_ms,
      unit: "ms",
      bare: rest.p99_ms,
      budget: { at: "most", limit: 1.1 },
    };
    yield { what: "... the longest", value: worst_ms, unit: "ms" };
  }
}

async function pinged(seconds: number, ...way: readonly string[]): Promise<Waits> {
  const dir = Deno.makeTempDirSync({ prefix: "cortex-bench-" });
  const path = `${dir}/dying.sock`;
  const program = new URL("../dying.ts", import.meta.url).pathname;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", V8_FLAGS, program, path, ...way],
    stdout: "piped",
  }).spawn();
  try {
    const reader = child.stdout.getReader();
    await reader.read();
    reader.releaseLock();
    return await whilePinging({ path, pid: child.pid, dir }, () => settle(seconds));
  } finally {
    child.kill("SIGKILL");
    await child.output();
    Deno.removeSync(dir, { recursive: true });
  }
}
