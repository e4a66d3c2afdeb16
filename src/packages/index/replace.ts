import { dirname } from "node:path/posix";

/** What is written at once; a call for each record would take longer than all the rest. */
const WRITE_BYTES = 4_194_304;

/**
 * Puts a file in place, whole or not at all, whatever ends the program meanwhile: written and synced under another
 * name, then renamed (rename(2) is atomic), then the folder synced. Makes the folder where it is missing. Throws what the file system throws.
 */
export function replaceIndexFile(path: string, chunks: readonly Uint8Array[]): void {
  const draft = `${path}.new`;
  Deno.mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  {
    using file = Deno.openSync(draft, { write: true, create: true, truncate: true, mode: 0o600 });
    for (const block of blocksOf(chunks)) {
      for (let rest = block; rest.length > 0;) rest = rest.subarray(file.writeSync(rest));
    }
    file.syncSync();
  }
  Deno.renameSync(draft, path);
  using folder = Deno.openSync(dirname(path), { read: true });
  folder.syncSync();
}

/** The chunks in blocks of one size. */
function* blocksOf(chunks: readonly Uint8Array[]): Generator<Uint8Array> {
  const block = new Uint8Array(WRITE_BYTES);
  let filled = 0;
  for (const chunk of chunks) {
    for (let at = 0; at < chunk.length;) {
      const part = chunk.subarray(at, at + WRITE_BYTES - filled);
      block.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < WRITE_BYTES) continue;
      yield block;
      filled = 0;
    }
  }
  yield block.subarray(0, filled);
}
