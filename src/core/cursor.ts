import { CortexError } from "../contract/wire.ts";

/** The cursor that continues a list of numbered items after one of them. */
export function cursorOf(seq: number): string {
  return String(seq);
}

/** The number of that item. Throws INVALID_PARAMS for a cursor that is of no page. */
export function seqOf(cursor: string): number {
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw badCursor(cursor);
}

/** A list cannot be continued: what was given is no cursor of it. `valid` says which one would be. */
export function badCursor(cursor: string, valid = "next_cursor of the page before"): CortexError {
  const problem = "it is of no page";
  return new CortexError(
    "INVALID_PARAMS",
    `Cannot go on after the cursor "${cursor.slice(0, 64)}": ${problem}; give ${valid}`,
    { details: { field: "cursor", problem, valid } },
  );
}
