/** Options of the benches: `--quick`, `--hours N`, `--runs N`; everything else is the name of a case. */

/** Options that a number follows. */
const NUMBERS = ["--hours", "--runs"] as const;

/** The number after an option; `otherwise` where it is not given. Throws for what is no positive number. */
export function numberOption(name: (typeof NUMBERS)[number], otherwise: number): number {
  const at = Deno.args.indexOf(name);
  if (at < 0) return otherwise;
  const value = Number(Deno.args[at + 1]);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new Error(`Cannot take ${name} "${Deno.args[at + 1] ?? ""}": give a number above 0`);
}

/** Cases asked for. */
export function askedCases(): string[] {
  const values = NUMBERS.map((name) => Deno.args.indexOf(name)).filter((at) => at >= 0).map((at) => at + 1);
  return Deno.args.filter((arg, at) => !arg.startsWith("--") && !values.includes(at));
}
