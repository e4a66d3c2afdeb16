import { CortexError } from "../contract/wire.ts";
import type { PlaceOptions } from "./options.ts";

/** Folder of the system daemon's sockets. */
const SYSTEM_DIR = "/run/cortex";

/** What the process knows of its user; undefined where it may not know. */
export interface User {
  env(name: string): string | undefined;
  uid(): number | undefined;
  /** Working folder, absolute: relative paths count from it. */
  cwd(): string | undefined;
}

/** One place where a daemon's socket may be. */
export interface Place {
  /** Path of the socket. */
  readonly path: string;
  /** Why it is looked at: `$CORTEX_SOCKET_DIR`. */
  readonly origin: string;
  /** A folder in a world-writable one: it must be this user's own and no link before its socket is trusted. */
  readonly own_folder?: { readonly path: string; readonly uid: number };
}

/** Environment variables that say where the daemon is. */
export const PLACE_VARIABLES = ["CORTEX_SOCKET_DIR", "CORTEX_INSTANCE", "XDG_RUNTIME_DIR"] as const;

/** Whether the options leave it to the environment where the daemon is. */
export function isSearch(options: PlaceOptions): boolean {
  return options.socket === undefined && options.socket_dir === undefined;
}

/**
 * Where a daemon is looked for, in order. A place that was named, by option or by environment, is the only one:
 * whoever names a daemon must not reach another. Otherwise the user's own, then the system's; the latter also by
 * its socket for queries, which every user may use where the administrator opened it.
 */
export function socketPlaces(options: PlaceOptions, user: User): Place[] {
  return findPlaces(options, user).map((place) => ({ ...place, path: absolute(place.path, user) }));
}

/** The daemon that was named, by option or by environment: the options to start it with. */
export function namedDaemon(
  options: PlaceOptions,
  user: User,
): Pick<PlaceOptions, "socket_dir" | "instance"> {
  if (options.socket !== undefined) return {};
  if (options.socket_dir !== undefined) return { socket_dir: options.socket_dir, instance: options.instance };
  return {
    socket_dir: named(user.env("CORTEX_SOCKET_DIR")),
    instance: options.instance ?? named(user.env("CORTEX_INSTANCE")),
  };
}

function findPlaces(options: PlaceOptions, user: User): Place[] {
  if (options.socket !== undefined) return [{ path: options.socket, origin: "given" }];
  const { socket_dir, instance } = namedDaemon(options, user);
  if (socket_dir !== undefined) {
    const origin = options.socket_dir === undefined ? "$CORTEX_SOCKET_DIR" : "given";
    return [inFolder(socket_dir, instance, origin)];
  }
  return [
    ...userPlaces(user, instance),
    inFolder(SYSTEM_DIR, instance, "the system's"),
    inFolder(SYSTEM_DIR, instance, "the system's, for queries", "read.sock"),
  ];
}

/** Deno gives the permission for a socket by its absolute path only. */
function absolute(path: string, user: User): string {
  if (path.startsWith("/")) return path;
  const cwd = user.cwd();
  if (cwd !== undefined) return `${cwd}/${path}`;
  throw new CortexError("INVALID_PARAMS", `Cannot use the socket "${path}": its path must be absolute`);
}

function userPlaces(user: User, instance: string | undefined): Place[] {
  const runtime = user.env("XDG_RUNTIME_DIR");
  if (runtime?.startsWith("/")) {
    return [inFolder(`${runtime}/cortex`, instance, "the user's, in $XDG_RUNTIME_DIR")];
  }
  const uid = user.uid();
  if (uid === undefined) return [];
  const path = `/tmp/cortex-${uid}`;
  return [{ ...inFolder(path, instance, "the user's"), own_folder: { path, uid } }];
}

function inFolder(folder: string, instance: string | undefined, origin: string, file = "http.sock"): Place {
  const below = instance === undefined ? "" : `/${checkInstance(instance)}`;
  return { path: `${folder.replace(/\/+$/, "")}${below}/${file}`, origin };
}

/** An empty variable counts as none. */
function named(value: string | undefined): string | undefined {
  return value === "" ? undefined : value;
}

/** Refuses an instance name that could leave its folder. */
function checkInstance(name: string): string {
  if (/^[a-z0-9][a-z0-9_-]{0,31}$/.test(name)) return name;
  throw new CortexError(
    "INVALID_PARAMS",
    `Cannot use the instance name "${name}": it must be 1 to 32 of a-z, 0-9, - and _, starting with a letter or digit`,
  );
}
