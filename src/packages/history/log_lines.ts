import { messageOf } from "../../core/message_of.ts";
import { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";

/** Longest line that is looked at, characters; what is longer is no line that means anything here. */
const MAX_LINE = 65_536;

/**
 * The lines of a log, which may be large; none where it is not there. Throws {@link PackageFileError} where it cannot
 * be read.
 */
export async function* logLines(files: PackageFiles, path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  let is_long = false;
  try {
    for await (const chunk of await files.open(path) ?? []) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (!is_long) yield line;
        is_long = false;
      }
      if (rest.length > MAX_LINE) [rest, is_long] = ["", true];
    }
  } catch (error) {
    if (error instanceof PackageFileError) throw error;
    throw new PackageFileError(path, 0, messageOf(error));
  }
  if (rest !== "" && !is_long) yield rest;
}
