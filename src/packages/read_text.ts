import { PackageFileError } from "./file_error.ts";
import type { PackageFiles } from "./files.ts";

/** Largest small file that is taken, bytes. */
const MAX_BYTES = 1_048_576;

/** The text of a small file, empty where it is not there. Throws {@link PackageFileError} for a large one. */
export async function readText(files: PackageFiles, file: string): Promise<string> {
  return await textOf(file, await files.open(file) ?? []);
}

/** The text of the chunks of a small file. Throws {@link PackageFileError} for a large one. */
export async function textOf(
  file: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_BYTES) throw new PackageFileError(file, 0, `more than ${MAX_BYTES} bytes`);
  }
  return text + decoder.decode();
}
