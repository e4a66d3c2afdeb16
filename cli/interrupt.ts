import { CortexError } from "../src/contract/wire.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Turns the wish to end the program into a signal, so that what was begun is undone first. */
export function heedInterrupts(): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController();
  const abort = () => controller.abort(interrupted("nothing was changed"));
  for (const signal of SIGNALS) Deno.addSignalListener(signal, abort);
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      for (const signal of SIGNALS) Deno.removeSignalListener(signal, abort);
    },
  };
}

/** @param outcome What has become of what was begun. */
export function interrupted(outcome: string, details?: Readonly<Record<string, unknown>>): CortexError {
  const message = `Cannot finish: interrupted; ${outcome}`;
  return new CortexError("CANCELLED", message, details === undefined ? {} : { details });
}
