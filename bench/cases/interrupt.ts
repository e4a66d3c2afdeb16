import { interrupt as killInTheMiddle, type Interrupted, KINDS } from "../../tests/e2e/_interrupted.ts";
import { interruptBackups } from "../../tests/e2e/_interrupted_backup.ts";
import type { Figure } from "../report.ts";

/** SIGKILL in the middle of every kind of write that replaces something, and of backups, 100 rounds each. */
export async function* interrupt(quick: boolean): AsyncGenerator<Figure> {
  const rounds = quick ? 10 : 100;
  for (const kind of KINDS) yield* figures(kind, await killInTheMiddle(kind, rounds, Math.random));
  yield* figures("backup", await interruptBackups(rounds, Math.random));
}

function figures(kind: string, { rounds, in_the_middle, mixtures }: Interrupted): Figure[] {
  return [
    {
      what: `neither old nor new, ${kind}, ${rounds} x kill -9`,
      value: mixtures.length,
      unit: "",
      budget: { at: "most", limit: 0 },
    },
    { what: "... of them in the middle of the work", value: in_the_middle, unit: "rounds" },
  ];
}
