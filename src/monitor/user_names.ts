import type { HostReader } from "../core/host_reader.ts";

/** The file may be read again after this time, because nothing tells that it has changed. */
const REFRESH_MS = 300_000;
/** A user who is not in it makes it be read again, but not more often than this. */
const RETRY_MS = 10_000;

/** Names of users by UID, as /etc/passwd has them; others go by their number. */
export interface UserNames {
  /** @param steady_ms The time, to know how old the names are. */
  nameOf(uid: number, steady_ms: number): string;
}

/** Names that are read when first asked for. */
export function createUserNames(host: HostReader): UserNames {
  let names: ReadonlyMap<number, string> = new Map();
  let read_at = -Infinity;
  return {
    nameOf(uid, steady_ms) {
      const age = steady_ms - read_at;
      if (age >= (names.has(uid) ? REFRESH_MS : RETRY_MS)) {
        names = parsePasswd(host.readText("/etc/passwd") ?? "");
        read_at = steady_ms;
      }
      return names.get(uid) ?? String(uid);
    },
  };
}

/** `name:password:UID:…` lines (passwd(5)); of two names for one UID the first counts. */
export function parsePasswd(text: string): Map<number, string> {
  const names = new Map<number, string>();
  for (const [, name = "", uid] of text.matchAll(/^([^:#\n]+):[^:\n]*:(\d+):/gm)) {
    if (!names.has(Number(uid))) names.set(Number(uid), name);
  }
  return names;
}
