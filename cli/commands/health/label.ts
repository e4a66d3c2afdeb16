import { cut, pad } from "../../text/width.ts";
import { safe } from "../../text/safe.ts";

/** Columns of the names at the left. */
const LABEL_COLUMNS = 14;

/** The name at the left of a line. */
export function label(name: string): string {
  return `${pad(cut(safe(name), LABEL_COLUMNS), LABEL_COLUMNS)}  `;
}
