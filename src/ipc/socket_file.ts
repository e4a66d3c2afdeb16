import { CortexError } from "../contract/mod.ts";
import { logger } from "../log/mod.ts";
import { infoOf, removeIfThere } from "../core/absent.ts";

/** Who may use a socket. */
export interface SocketAccess {
  /** Permission bits. */
  readonly mode: number;
  /** Group to give it to; null to leave it. */
  readonly gid: number | null;
}

/** Name of the folder in which sockets are bound, below the sockets' own. Only its owner may enter it. */
export const BIND_FOLDER = ".bind";

/** Looks in a row that must miss a name before it counts as removed. */
const LOOKS = 2;

/**
 * The file of a socket. It is bound under another name in a private folder, given its mode and group there, and
 * then renamed, so that nobody ever sees it with other rights and a new owner can take the name over while the old
 * one still answers.
 */
export class SocketFile {
  /** Where clients find it. */
  readonly path: string;
  /** Where it is bound. */
  readonly bind_path: string;
  /** A second name of it, from which the first one can be made again. */
  readonly #spare: string;
  #published: { readonly dev: number; readonly ino: number | null } | undefined;
  /** Looks in a row that found nothing under its name. */
  #missed = 0;

  constructor(folder: string, name: string) {
    this.path = `${folder}/${name}`;
    this.bind_path = `${folder}/${BIND_FOLDER}/${name}`;
    this.#spare = `${this.bind_path}.spare`;
  }

  /**
   * Makes the names free: what a dead owner left behind goes away. Throws UNAVAILABLE when somebody answers there,
   * or when something else has the name.
   * @param take_over Whether the final name may belong to somebody who still answers.
   */
  async prepare(take_over: boolean): Promise<void> {
    if (!take_over) await refuseOwned(this.path);
    await refuseOwned(this.bind_path);
    removeIfThere(this.bind_path);
  }

  /** Gives the bound socket its rights and its name. */
  publish({ mode, gid }: SocketAccess): void {
    Deno.chmodSync(this.bind_path, mode);
    if (gid !== null) this.#giveTo(gid);
    const { dev, ino } = Deno.lstatSync(this.bind_path);
    this.#keepSpare();
    Deno.renameSync(this.bind_path, this.path);
    this.#published = { dev, ino };
    this.#missed = 0;
  }

  /**
   * Looks whether the name is there, and puts it back when it is missed twice in a row: whoever removed it may be about
   * to remove the folder. False when it cannot be put back, as nothing of the socket has a name any more.
   */
  restore(): boolean {
    if (this.#published === undefined) return true;
    this.#missed = infoOf(this.path) === null ? this.#missed + 1 : 0;
    if (this.#missed < LOOKS) return true;
    const { path } = this;
    try {
      Deno.linkSync(this.#spare, path);
      logger("ipc").warn("The socket {path} was removed: it is put back", { path });
      return true;
    } catch (error) {
      logger("ipc").debug("Cannot link {path}: {error}", { path, error });
      return false;
    }
  }

  /** Removes the name, if it is still this socket's. */
  remove(): void {
    for (const path of [this.path, this.#spare]) {
      const now = this.#published === undefined ? null : infoOf(path);
      if (now !== null && now.dev === this.#published?.dev && now.ino === this.#published.ino) {
        removeIfThere(path);
      }
    }
    this.#published = undefined;
  }

  #keepSpare(): void {
    try {
      removeIfThere(this.#spare);
      Deno.linkSync(this.bind_path, this.#spare);
    } catch (error) {
      // A file system without hard links: it does without.
      logger("ipc").debug("Cannot link {path}: {error}", { path: this.#spare, error });
    }
  }

  #giveTo(gid: number): void {
    try {
      Deno.chownSync(this.bind_path, null, gid);
    } catch (error) {
      // Only a member of the group, or root, may do that (chown(2)); its owner can use the socket all the same.
      logger("ipc").warn("Cannot give the socket {path} to group {gid}: {error}", {
        path: this.path,
        gid,
        error,
      });
    }
  }
}

async function refuseOwned(path: string): Promise<void> {
  const info = infoOf(path);
  if (info === null) return;
  if (!info.isSocket) {
    throw new CortexError(
      "UNAVAILABLE",
      `Cannot open the socket "${path}": something else has that name; move it away`,
    );
  }
  if (await answers(path)) {
    throw new CortexError(
      "UNAVAILABLE",
      `Cannot open the socket "${path}": another program answers there; stop it, or name another folder`,
    );
  }
}

/** Whether somebody accepts connections on a Unix socket. */
async function answers(path: string): Promise<boolean> {
  try {
    (await Deno.connect({ transport: "unix", path })).close();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.ConnectionRefused || error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
