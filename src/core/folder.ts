import { CortexError } from "../contract/mod.ts";
import { messageOf } from "./message_of.ts";

/** Whose a folder must be and who else may look into it. */
export interface Ownership {
  readonly uid: number;
  readonly others_may_enter: boolean;
}

const modeOf = ({ others_may_enter }: Ownership) => others_may_enter ? 0o755 : 0o700;

/** Makes a folder where there is none. Throws UNAVAILABLE when that cannot be done. */
export function makeFolder(path: string, ownership: Ownership): void {
  try {
    Deno.mkdirSync(path, { recursive: true, mode: modeOf(ownership) });
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return;
    const why = messageOf(error);
    throw new CortexError(
      "UNAVAILABLE",
      `Cannot make the folder "${path}": ${why}; make it, or name another`,
      {
        cause: error,
      },
    );
  }
}

/**
 * Refuses a folder that somebody else could have put there: it must be a folder, no symbolic link, owned by this
 * user, closed to others. Throws PERMISSION_DENIED that says what to do.
 */
export function checkOwnFolder(path: string, ownership: Ownership): void {
  const info = Deno.lstatSync(path);
  const refuse = (state: string, advice: string) => {
    throw new CortexError("PERMISSION_DENIED", `Cannot use the folder "${path}": ${state}; ${advice}`);
  };
  if (info.isSymlink) refuse("it is a symbolic link", "remove it, or name its target");
  if (!info.isDirectory) refuse("it is not a folder", "remove it, or name another");
  if (info.uid !== ownership.uid) refuse(`it belongs to uid ${info.uid}`, "remove it, or name another");
  const open = (info.mode ?? 0) & (ownership.others_may_enter ? 0o022 : 0o077);
  const advice = `run chmod ${modeOf(ownership).toString(8)} "${path}"`;
  if (open !== 0) {
    refuse(ownership.others_may_enter ? "others may write in it" : "others may enter it", advice);
  }
}
