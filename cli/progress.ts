import type { Terminal } from "./terminal.ts";
import { bar } from "./text/format.ts";
import { shown } from "./text/paint.ts";

/** A line that shows how far something is, where somebody looks. Gone when it is disposed. */
export interface Progress extends Disposable {
  /** @param fraction 0 to 1. */
  at(fraction: number): void;
}

const CHARACTERS = 24;

/** Begins one on standard error, so that what is printed stays as it is. */
export function openProgress(terminal: Terminal, label: string): Progress {
  const is_seen = Number.isFinite(terminal.columns);
  let last = -1;
  return {
    at: (fraction) => {
      const percent = Math.floor(Math.min(1, Math.max(0, fraction)) * 100);
      if (!is_seen || percent === last) return;
      last = percent;
      const drawn = bar(percent, CHARACTERS).map(shown).join("");
      terminal.warn(`\r${label}  ${drawn}  ${String(percent).padStart(3)} %`);
    },
    [Symbol.dispose]: () => {
      if (last >= 0) terminal.warn("\r\x1b[K");
    },
  };
}
