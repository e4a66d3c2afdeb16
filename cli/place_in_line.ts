import type { Terminal } from "./terminal.ts";
import { plural } from "./text/format.ts";

/** A line that says what is waited for, where somebody looks. Gone when it is disposed. */
export interface PlaceInLine extends Disposable {
  /** @param before How many are answered first; 0: nobody any more, the answer is being made. */
  at(before: number): void;
}

/** Begins one on standard error, so that what is printed stays as it is. */
export function openPlaceInLine(terminal: Terminal): PlaceInLine {
  const is_seen = Number.isFinite(terminal.columns);
  let is_shown = false;
  const clear = () => {
    if (is_shown) terminal.warn("\r\x1b[K");
    is_shown = false;
  };
  return {
    at: (before) => {
      if (!is_seen) return;
      clear();
      terminal.warn(before === 0 ? "Answering" : `In line: ${plural(before, "question")} before this one`);
      is_shown = true;
    },
    [Symbol.dispose]: clear,
  };
}
