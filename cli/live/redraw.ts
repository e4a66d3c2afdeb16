/** Places of the terminal that a picture may fill. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Control Sequence Introducer (ECMA-48, 5.4). */
const CSI = "\x1b[";

/**
 * What turns the picture on the terminal into another: each line that differs is written over, to its end. Lines
 * that were there and are no more are emptied. Nothing where both are equal.
 */
export function redraw(shown: readonly string[], wanted: readonly string[]): string {
  let text = "";
  for (let row = 0; row < Math.max(shown.length, wanted.length); row++) {
    const line = wanted[row] ?? "";
    if (line !== (shown[row] ?? "")) text += `${CSI}${row + 1};1H${line}${CSI}K`;
  }
  return text;
}

/** Empties the terminal; the picture on it is then none. */
export const CLEAR = `${CSI}2J`;

/** Takes the terminal over: its other screen, no cursor, no line that goes on in the next one. */
export const ENTER = `${CSI}?1049h${CSI}?25l${CSI}?7l${CLEAR}`;

/** Gives it back as it was. */
export const LEAVE = `${CSI}?7h${CSI}?25h${CSI}?1049l`;
