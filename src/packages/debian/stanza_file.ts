import { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import { type Stanza, StanzaReader, type StanzaReaderOptions } from "./stanza_reader.ts";
import { messageOf } from "../../core/message_of.ts";

/** What of a deb822(5) file is wanted. */
export type StanzaFileOptions<Field extends string> = Omit<StanzaReaderOptions<Field>, "file">;

/**
 * Reads a deb822(5) file. Gives false where it is not there. Throws {@link PackageFileError} for anything wrong
 * with it: what it says was accepted up to there, so take it only when this ends.
 */
export async function readStanzas<Field extends string>(
  files: PackageFiles,
  file: string,
  options: StanzaFileOptions<Field>,
): Promise<boolean> {
  const reader = new StanzaReader({ ...options, file });
  try {
    const chunks = await files.open(file);
    if (chunks === null) return false;
    for await (const chunk of chunks) reader.push(chunk);
    reader.end();
    return true;
  } catch (error) {
    if (error instanceof PackageFileError) throw error;
    throw new PackageFileError(file, 0, messageOf(error));
  }
}

/** A value that a paragraph must have. Throws {@link PackageFileError} where it has not. */
export function required<Field extends string>(file: string, stanza: Stanza<Field>, field: Field): string {
  const value = stanza.values[field];
  if (value === undefined || value === "") {
    throw new PackageFileError(file, stanza.line, `a paragraph without ${field}`);
  }
  return value;
}

/** Gives what a paragraph throws, when it cannot be read, its file and line: a {@link PackageFileError}. */
export function typed<T>(file: string, line: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new PackageFileError(file, line, messageOf(error));
  }
}
