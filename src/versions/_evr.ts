import { isDigit, runEnd } from "./_characters.ts";

/** An epoch, version and release as Arch and rpm write them: `epoch:version-release`. */
export interface Evr {
  readonly epoch: string;
  readonly version: string;
  readonly release: string | undefined;
}

/** Takes a version apart. Throws RangeError for an empty one or one with white space. */
export function parseEvr(text: string): Evr {
  if (text === "" || /\s/.test(text)) {
    throw new RangeError(`Cannot compare version "${text.slice(0, 256)}": it is empty or has spaces`);
  }
  const digits = runEnd(text, 0, isDigit);
  const has_epoch = text[digits] === ":";
  const rest = has_epoch ? text.slice(digits + 1) : text;
  const dash = rest.lastIndexOf("-");
  return {
    epoch: has_epoch && digits > 0 ? text.slice(0, digits) : "0",
    version: dash < 0 ? rest : rest.slice(0, dash),
    release: dash < 0 ? undefined : rest.slice(dash + 1),
  };
}
