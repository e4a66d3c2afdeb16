import { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import { StanzaReader, type StanzaReaderOptions } from "./stanza_reader.ts";
import { messageOf } from "../../core/message_of.ts";

/** A paragraph of a deb822(5) file: the values asked for, continuation lines joined by `\n`. */
export interface Stanza<Field extends string> {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly values: Readonly<Partial<Record<Field, string>>>;
}

/** What of a deb822(5) file is wanted, as bytes. */
export type StanzaValuesOptions<Field extends string> = Omit<StanzaReaderOptions<Field>, "file">;

/** What of a deb822(5) file is wanted. */
export interface StanzaFileOptions<Field extends string> extends Omit<StanzaValuesOptions<Field>, "accept"> {
  /** Gets each paragraph that is not empty, in the order of the file. */
  readonly accept: (stanza: Stanza<Field>) => void;
}

/**
 * Reads a deb822(5) file. Gives false where it is not there. Throws {@link PackageFileError} for anything wrong
 * with it: what it says was accepted up to there, so take it only when this ends.
 */
export async function readStanzas<Field extends string>(
  files: PackageFiles,
  file: string,
  { accept, ...options }: StanzaFileOptions<Field>,
): Promise<boolean> {
  return await readStanzaValues(files, file, {
    ...options,
    accept: (values, line) => accept({ line, values: values.texts() }),
  });
}

/** The same, with the values as bytes: of a large file most are never looked at. */
export async function readStanzaValues<Field extends string>(
  files: PackageFiles,
  file: string,
  options: StanzaValuesOptions<Field>,
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
