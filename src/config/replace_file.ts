import { CortexError } from "../contract/wire.ts";
import { infoOf, removeIfThere } from "../core/absent.ts";
import { messageOf } from "../core/message_of.ts";

/** A configuration may hold secrets: a new file is its owner's alone. */
const NEW_MODE = 0o600;

/** The name under which a file is written before it takes its own. */
export function draftOf(file: string): string {
  return `${file}.new`;
}

/** The name under which the form of an older version is kept. */
export function backupOf(file: string, version: number): string {
  return `${file}.v${version}`;
}

/**
 * Gives a file a new content, whole or not at all, whatever ends the program meanwhile: written and synced under
 * another name in the same folder, then renamed (rename(2) is atomic). Mode and owner stay. A symbolic link is
 * refused: following it would write wherever it points. Throws STORE_FAILED and leaves the file as it was.
 */
export function replaceFile(file: string, text: string): void {
  const draft = draftOf(file);
  try {
    const before = infoOf(file);
    if (before !== null && !before.isFile) throw notPlain(file);
    write(draft, text);
    Deno.chmodSync(
      draft,
      before?.mode === undefined || before.mode === null ? NEW_MODE : before.mode & 0o777,
    );
    if (before !== null) keepOwner(draft, before);
    Deno.renameSync(draft, file);
  } catch (error) {
    if (error instanceof CortexError) throw error;
    throw notWritten(file, error);
  }
}

/** Keeps a text beside a file, whole or not at all, unless it was kept before. Throws STORE_FAILED. */
export function keepBackup(file: string, version: number, text: string): void {
  const backup = backupOf(file, version);
  try {
    if (infoOf(backup) !== null) return;
    write(draftOf(file), text);
    Deno.renameSync(draftOf(file), backup);
  } catch (error) {
    throw notWritten(backup, error);
  }
}

/** Writes a draft for good; one that is there was left behind when the program ended while it wrote. */
function write(draft: string, text: string): void {
  removeIfThere(draft);
  using file = Deno.openSync(draft, { write: true, createNew: true, mode: NEW_MODE });
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) bytes = bytes.subarray(file.writeSync(bytes));
  file.syncSync();
}

function keepOwner(draft: string, { uid, gid }: Deno.FileInfo): void {
  const now = Deno.lstatSync(draft);
  if (now.uid !== uid || now.gid !== gid) Deno.chownSync(draft, uid, gid);
}

function notPlain(file: string): CortexError {
  return new CortexError(
    "STORE_FAILED",
    `Cannot write "${file}": it is no plain file; change what it points to by hand`,
  );
}

function notWritten(file: string, cause: unknown): CortexError {
  const why = messageOf(cause);
  return new CortexError(
    "STORE_FAILED",
    `Cannot write "${file}": ${why}; check owner and mode of its folder`,
    {
      cause,
    },
  );
}
