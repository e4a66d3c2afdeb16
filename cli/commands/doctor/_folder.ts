import { look } from "./_files.ts";
import { type Finding, ok, quoted, skipped, wrong } from "./check.ts";
import { type Site, sudo } from "./site.ts";

/** A folder of the daemon's own. */
export interface FolderFacts {
  readonly path: string;
  /** For people: `state folder`. */
  readonly what: string;
  readonly info: Pick<Deno.FileInfo, "isSymlink" | "isDirectory" | "uid" | "mode"> | null;
  /** User of the daemon; null where nothing tells. */
  readonly owner: number | null;
  readonly others_may_enter: boolean;
  readonly sudo: string;
}

/** Looks at a folder. */
export function gatherFolder(site: Site, path: string, what: string, others_may_enter: boolean): FolderFacts {
  return { path, what, info: look(path), owner: ownerOf(site), others_may_enter, sudo: sudo(site) };
}

/** Whether a daemon can use a folder and nobody else can: the same that it asks for when it starts. */
export function judgeFolder(facts: FolderFacts): Finding[] {
  const { path, what, info, owner, others_may_enter } = facts;
  const name = quoted(path);
  const run = (command: string) => `${facts.sudo}${command}`;
  if (info === null) return [skipped(`The ${what} ${path} is not there; the daemon makes it when it starts`)];
  if (info.isSymlink || !info.isDirectory) {
    return [wrong(`The ${what} ${path} is no folder of its own`, run(`mv ${name} ${name}.old`))];
  }
  const found: Finding[] = [];
  if (owner !== null && info.uid !== owner) {
    const message = `The ${what} ${path} belongs to uid ${info.uid}, the daemon is uid ${owner}`;
    found.push(wrong(message, `sudo chown -R ${owner} ${name}`));
  }
  const mode = info.mode ?? 0;
  const right = others_may_enter ? "755" : "700";
  if ((mode & 0o300) !== 0o300) {
    found.push(wrong(`The ${what} ${path} is read-only (${octal(mode)})`, run(`chmod ${right} ${name}`)));
  } else if ((mode & (others_may_enter ? 0o022 : 0o077)) !== 0) {
    const message = `The ${what} ${path} is open to others (${octal(mode)}); the daemon refuses it`;
    found.push(wrong(message, run(`chmod ${right} ${name}`)));
  }
  return found.length > 0 ? found : [ok(`The ${what} ${path} is the daemon's own`)];
}

/** The daemon's user: whoever owns its socket, else the user whose daemon it is. */
function ownerOf({ start: { paths }, uid }: Site): number | null {
  const socket = look(paths.http_socket);
  if (socket?.isSocket) return socket.uid;
  return paths.scope === "user" ? uid : null;
}

/** Permission bits as chmod(1) writes them. */
export function octal(mode: number): string {
  return (mode & 0o777).toString(8).padStart(3, "0");
}
