import { createTarDecoder } from "modern-tar";
import { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import { textOf } from "../read_text.ts";
import { type Desc, readDesc } from "./desc.ts";
import type { PacmanConf } from "./pacman_conf.ts";
import { messageOf } from "../../core/message_of.ts";

/** Folder of the databases that pacman fetched, `REPOSITORY.db`. */
export function syncFolder({ db_path }: PacmanConf): string {
  return `${db_path}/sync`;
}

/**
 * Reads what a repository offers: a tar(5) archive of `NAME-VERSION/desc`. Nothing of it is written anywhere, links
 * in it are not looked at. Throws {@link PackageFileError} for a damaged one: what it says was accepted up to there.
 */
export async function readSyncDatabase(
  files: PackageFiles,
  file: string,
  accept: (desc: Desc) => void,
): Promise<void> {
  try {
    const chunks = await files.open(file);
    if (chunks === null) return;
    const entries = ReadableStream.from(copied(chunks)).pipeThrough(createTarDecoder({ strict: true }));
    for await (const { header, body } of entries) {
      const wanted = header.type === "file" && /^[^/]+\/desc$/.test(header.name);
      if (wanted) accept(readDesc(`${file}: ${header.name}`, await textOf(header.name, body)));
      else await body.cancel();
    }
  } catch (error) {
    if (error instanceof PackageFileError) throw error;
    throw new PackageFileError(file, 0, messageOf(error));
  }
}

/** A stream reads ahead, while a chunk is good only until the next is asked for. */
async function* copied(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for await (const chunk of chunks) yield new Uint8Array(chunk);
}
