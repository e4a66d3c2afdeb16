import { CortexError } from "../../../src/contract/wire.ts";
import { messageOf } from "../../../src/core/message_of.ts";

/** The name a file has while it is written. The launcher gives the permission for it. */
export function partialPath(path: string): string {
  return `${path}.partial`;
}

/** A file that stands at its place whole or not at all; where it is not placed, nothing of it stays. */
export class PartialFile implements Disposable {
  readonly path: string;
  readonly partial: string;
  readonly #file: Deno.FsFile;
  #placed = false;

  /**
   * Begins it, readable by its owner only. What a killed run left is replaced. Throws UNAVAILABLE while another run
   * writes it, PERMISSION_DENIED where somebody else's file has its name or it cannot be written.
   */
  constructor(path: string) {
    this.path = path;
    this.partial = partialPath(path);
    this.#file = this.#create();
    this.#file.lockSync(true);
  }

  async write(chunk: Uint8Array): Promise<void> {
    for (let from = 0; from < chunk.length;) from += await this.#file.write(chunk.subarray(from));
  }

  /** Puts all that was written on the disk. */
  async sync(): Promise<void> {
    await this.#file.sync();
  }

  /** Gives it its place, for good even if the power fails. */
  place(): void {
    Deno.renameSync(this.partial, this.path);
    this.#placed = true;
    using folder = Deno.openSync(folderOf(this.path), { read: true });
    folder.syncSync();
  }

  [Symbol.dispose](): void {
    this.#file.close();
    if (!this.#placed) Deno.removeSync(this.partial);
  }

  #create(): Deno.FsFile {
    try {
      return createNew(this.partial);
    } catch (error) {
      if (!(error instanceof Deno.errors.AlreadyExists)) throw refused(this.path, error);
    }
    removeLeftOver(this.partial);
    return createNew(this.partial);
  }
}

/** The folder a path names something in. */
function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "." : path.slice(0, slash) || "/";
}

function createNew(path: string): Deno.FsFile {
  return Deno.openSync(path, { read: true, write: true, createNew: true, mode: 0o600 });
}

/** Removes what a run has left that was killed: a file of this user's that nobody has locked. */
function removeLeftOver(path: string): void {
  const { isFile, uid } = Deno.lstatSync(path);
  if (!isFile || uid !== Deno.uid()) {
    throw new CortexError(
      "PERMISSION_DENIED",
      `Cannot write "${path}": something else has this name; remove it`,
    );
  }
  using file = Deno.openSync(path, { write: true });
  if (!file.tryLockSync(true)) {
    throw new CortexError("UNAVAILABLE", `Cannot write "${path}": another run writes it; wait for that one`);
  }
  Deno.removeSync(path);
}

function refused(path: string, error: unknown): CortexError {
  const why = messageOf(error);
  return new CortexError("PERMISSION_DENIED", `Cannot write "${path}": ${why}; name another place`, {
    cause: error,
  });
}
