import { CortexError } from "../contract/mod.ts";
import { messageOf } from "./message_of.ts";

/**
 * Writes this process's id to a file and locks it with flock(2) for as long as it lives; removed at the end. A file
 * left by a dead process is taken over. Throws UNAVAILABLE that says who holds it.
 */
export function takePidFile(path: string): Disposable {
  const file = open(path);
  if (!file.tryLockSync(true)) {
    const holder = Deno.readTextFileSync(path).trim();
    file.close();
    throw new CortexError(
      "UNAVAILABLE",
      `Cannot use the pid file "${path}": held by process ${holder}; stop it first, or name another file`,
    );
  }
  // Its holder may have ended, and removed it, since it was opened here.
  if (!isAt(path, file)) {
    file.close();
    return takePidFile(path);
  }
  file.truncateSync(0);
  file.writeSync(new TextEncoder().encode(`${Deno.pid}\n`));
  return {
    [Symbol.dispose]: () => {
      remove(path);
      file.close();
    },
  };
}

function open(path: string): Deno.FsFile {
  try {
    return Deno.openSync(path, { read: true, write: true, create: true, mode: 0o644 });
  } catch (error) {
    const why = messageOf(error);
    throw new CortexError(
      "UNAVAILABLE",
      `Cannot write the pid file "${path}": ${why}; make its folder, or name another`,
      { cause: error },
    );
  }
}

/** Whether an open file is still the one at its path. */
function isAt(path: string, file: Deno.FsFile): boolean {
  try {
    return Deno.statSync(path).ino === file.statSync().ino;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function remove(path: string): void {
  try {
    Deno.removeSync(path);
  } catch {
    // Somebody took it away already.
  }
}
