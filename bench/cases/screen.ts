import { HAS_TMUX, openPane } from "../../tests/e2e/_tmux.ts";
import { cpuSeconds } from "../process.ts";
import type { Figure } from "../report.ts";
import { settle, startSubject } from "../subject.ts";

/** Processor time of `cortex top` in a real terminal, asking once a second, with the launcher it is started by. */
export async function* screen(quick: boolean): AsyncGenerator<Figure> {
  const what = "CPU of cortex top at 1 Hz, 80 x 24, with its launcher";
  const unit = "% of a core";
  const budget = { at: "most", limit: 1 } as const;
  if (!HAS_TMUX) return yield { what: `${what} (no tmux)`, value: Number.NaN, unit, budget };
  await using subject = await startSubject();
  const launcher = new URL("../../cli/launch.ts", import.meta.url).pathname;
  await using pane = await openPane({
    columns: 80,
    rows: 24,
    dir: subject.dir,
    command: [
      Deno.execPath(),
      "run",
      "--quiet",
      "-A",
      launcher,
      "cli",
      "top",
      "--socket-dir",
      `${subject.dir}/run`,
    ],
  });
  await pane.see(/^q quit/m);
  await settle(10);
  const pids = [pane.pid(), ...childrenOf(pane.pid())];
  const used = () => pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0);
  const seconds = quick ? 30 : 120;
  const before = used();
  await settle(seconds);
  yield { what, value: (used() - before) / seconds * 100, unit, budget };
}

function childrenOf(pid: number): number[] {
  const text = Deno.readTextFileSync(`/proc/${pid}/task/${pid}/children`).trim();
  return text === "" ? [] : text.split(" ").map(Number);
}
