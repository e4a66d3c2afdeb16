import { CortexError, type ErrorCode } from "../src/contract/wire.ts";
import { UsageError } from "./usage_error.ts";

const WHOLE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Things that are named by the beginnings of their ids. */
export interface Identified {
  /** What they are: `alert`. */
  readonly thing: string;
  /** The code of the error when there is none. */
  readonly missing: ErrorCode;
  /** The command that lists them. */
  readonly list: string;
  /** Every id there is. */
  ids(): AsyncIterable<string>;
}

/**
 * The ids that beginnings of ids mean; whole ones are taken as they are. Throws before anything is changed: NOT_FOUND
 * or a code like it for one that fits none, UsageError for one that fits several.
 */
export async function findIds(
  things: Identified,
  beginnings: readonly string[],
  command: string,
): Promise<string[]> {
  const wanted = beginnings.map((one) => one.toLowerCase());
  if (wanted.every((one) => WHOLE_ID.test(one))) return wanted;
  const ids = await Array.fromAsync(things.ids());
  return wanted.map((beginning) => findId(things, ids, beginning, command));
}

function findId(
  { thing, missing, list }: Identified,
  ids: readonly string[],
  beginning: string,
  command: string,
): string {
  const fitting = ids.filter((id) => id.startsWith(beginning));
  const [id] = fitting;
  if (id === undefined) {
    throw new CortexError(missing, `Cannot find the ${thing} "${beginning}": no id begins so; see ${list}`);
  }
  if (fitting.length === 1) return id;
  throw new UsageError(
    `Cannot tell which ${thing} "${beginning}" is: ${fitting.length} ids begin so, as ${
      fitting.slice(0, 4).join(", ")
    }`,
    command,
  );
}
