import { placeInFile } from "../../src/core/file_error.ts";
import { type Line, styled } from "./paint.ts";

/** Files that could not be read, one a line. */
export function problemLines(
  problems: readonly { readonly file: string; readonly line: number; readonly reason: string }[],
): Line[] {
  return problems.map((
    { file, line, reason },
  ): Line => [styled("bad", `${placeInFile(file, line)}: ${reason}`)]);
}
