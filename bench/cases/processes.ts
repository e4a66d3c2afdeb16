import { type Daemon, daemonDir, startDaemon } from "../../tests/e2e/_daemon.ts";
import { median } from "../measure.ts";
import type { Figure } from "../report.ts";
import { settle } from "../subject.ts";

const SLEEPERS = 10_000;
const SECONDS = 20;

/** Starts so many processes that do nothing, then says so. */
const CROWD = `n=0; while [ $n -lt $0 ]; do sleep 600 & n=$((n+1)); done; echo ready; wait`;

/** Forks a process that ends at once, a thousand times a second at most. */
const STORM = `while :; do n=0; while [ $n -lt 50 ]; do (:) & n=$((n+1)); done; wait; sleep 0.05; done`;

/** A shell and all that it starts: a group of its own, ended with the block. */
async function shell(script: string, ...args: string[]): Promise<AsyncDisposable> {
  const child = new Deno.Command("setsid", {
    args: ["/bin/sh", "-c", script, ...args],
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  if (args.length > 0) await child.stdout.getReader().read();
  return {
    [Symbol.asyncDispose]: async () => {
      Deno.kill(-child.pid, "SIGKILL");
      await child.status;
    },
  };
}

/** Forks of this machine since it was started (proc_stat(5)). */
function forks(): number {
  return Number(/^processes (\d+)$/m.exec(Deno.readTextFileSync("/proc/stat"))?.[1]);
}

/** What a scan takes, each second for a while. */
async function ticks(daemon: Daemon): Promise<number[]> {
  const taken: number[] = [];
  for (let second = 0; second < SECONDS; second++) {
    await settle(1);
    const { collectors } = await daemon.get("health.get", "/v1/health");
    taken.push(collectors.reduce((sum, run) => sum + run.duration_ms, 0));
  }
  return taken;
}

/** Ten thousand processes, and a thousand more each second that are gone while they are read. */
export async function* processes(quick: boolean): AsyncGenerator<Figure> {
  const count = quick ? SLEEPERS / 10 : SLEEPERS;
  const dir = daemonDir();
  await using daemon = await startDaemon({ dir, env: { CORTEX__MONITOR__INTERVAL_SECONDS: "1" } });
  {
    await using _crowd = await shell(CROWD, `${count}`);
    const said = daemon.output().length;
    await using _storm = await shell(STORM);
    await settle(3);
    const [before, begun] = [forks(), performance.now()];
    const taken = await ticks(daemon);
    const per_second = (forks() - before) * 1000 / (performance.now() - begun);
    const { processes } = await daemon.get("health.get", "/v1/health");
    const about = `${processes?.total ?? 0} processes, ${Math.round(per_second)} forks/s`;
    yield { what: `one tick, median, ${about}`, value: median(taken), unit: "ms" };
    yield {
      what: "one tick, worst",
      value: Math.max(...taken),
      unit: "ms",
      budget: { at: "most", limit: 500 },
    };
    yield {
      what: "lines of the log meanwhile",
      value: daemon.output().slice(said).split("\n").filter((line) => line !== "").length,
      unit: "",
      budget: { at: "most", limit: 0 },
    };
  }
  await daemon.stop();
  Deno.removeSync(dir, { recursive: true });
}
