import { removeIfThere } from "../../core/absent.ts";

/**
 * Puts a file in place at an absolute path, whole or not at all, whatever ends the program meanwhile: written and
 * synced under another name, then renamed (rename(2) is atomic), then the folder synced. Makes the folder where it is
 * missing. Throws what the file system throws, and leaves nothing behind then: a disk that is full needs the room.
 */
export function replaceIndexFile(path: string, chunks: readonly Uint8Array[]): void {
  const draft = `${path}.new`;
  const parent = path.slice(0, path.lastIndexOf("/"));
  Deno.mkdirSync(parent, { recursive: true, mode: 0o700 });
  try {
    writeSynced(draft, chunks);
    Deno.renameSync(draft, path);
  } catch (error) {
    removeIfThere(draft);
    throw error;
  }
  using folder = Deno.openSync(parent, { read: true });
  folder.syncSync();
}

function writeSynced(path: string, chunks: readonly Uint8Array[]): void {
  using file = Deno.openSync(path, { write: true, create: true, truncate: true, mode: 0o600 });
  for (const chunk of chunks) {
    for (let rest = chunk; rest.length > 0;) rest = rest.subarray(file.writeSync(rest));
  }
  file.syncSync();
}
