import { asksForUnixSockets } from "../contract/wire.ts";
import type { ConnectOptions, PlaceOptions } from "./options.ts";
import { isSearch, type Place, PLACE_VARIABLES, socketPlaces, type User } from "./places.ts";

/**
 * The host in the URLs of requests. Nothing is ever sent there: the connection is a Unix socket; but Deno asks for
 * the network permission by it, and looks a name up in the DNS before each request, which costs seconds where the
 * DNS does not answer. So it is an address, of a network kept for documentation (RFC 5737) that leads nowhere.
 */
export const HOST = "192.0.2.1";

/** One permission and the flag that gives it. */
export interface Need {
  readonly descriptor: Deno.PermissionDescriptor;
  readonly flag: "read" | "write" | "net" | "env" | "sys";
  readonly target: string;
}

const need = {
  read: (path: string): Need => ({ descriptor: { name: "read", path }, flag: "read", target: path }),
  write: (path: string): Need => ({ descriptor: { name: "write", path }, flag: "write", target: path }),
  net: (host: string): Need => ({ descriptor: { name: "net", host }, flag: "net", target: host }),
  env: (variable: string): Need => ({ descriptor: { name: "env", variable }, flag: "env", target: variable }),
  sys: (kind: "uid"): Need => ({ descriptor: { name: "sys", kind }, flag: "sys", target: kind }),
};

/** Environment and user of this process, as far as it may know them. */
export const thisUser: User = {
  env: (name) => granted(need.env(name)) ? Deno.env.get(name) : undefined,
  uid: () => granted(need.sys("uid")) ? Deno.uid() ?? undefined : undefined,
  cwd: () => granted(need.read(".")) ? Deno.cwd() : undefined,
};

/** Every flag of `deno run` that a program needs to reach a daemon with these options of `connect`; none under Node. */
export function permissionFlags(options: ConnectOptions = {}): string[] {
  if (!("Deno" in globalThis)) return [];
  return flagsOf(needs(options, thisUser));
}

/** Those of the flags that this process does not have yet. */
export function missingFlags(options: PlaceOptions): string[] {
  if (!("Deno" in globalThis)) return [];
  return flagsOf(needs(options, thisUser).filter((one) => !granted(one)));
}

/** Asks for the permission to send requests, as Deno does: on a terminal the user is asked. */
export async function mayRequest(): Promise<boolean> {
  const { state } = await Deno.permissions.request(need.net(`${HOST}:80`).descriptor);
  return state === "granted";
}

/** All that a program needs to reach a daemon. */
export function needs(options: PlaceOptions, user: User): Need[] {
  return [
    need.net(`${HOST}:80`),
    ...socketPlaces(options, user).flatMap(placeNeeds),
    ...(isSearch(options) ? searchNeeds(user) : []),
  ];
}

function placeNeeds({ path, own_folder }: Place): Need[] {
  return [
    ...(asksForUnixSockets(Deno.version.deno) ? [need.net(`unix:${path}`)] : []),
    need.read(path),
    need.write(path),
    ...(own_folder === undefined ? [] : [need.read(own_folder.path)]),
  ];
}

/** The user's id is only of interest where no $XDG_RUNTIME_DIR names the folder. */
function searchNeeds(user: User): Need[] {
  return [
    ...PLACE_VARIABLES.map(need.env),
    ...(user.env("XDG_RUNTIME_DIR") === undefined ? [need.sys("uid")] : []),
  ];
}

function granted({ descriptor }: Need): boolean {
  return Deno.permissions.querySync(descriptor).state === "granted";
}

/** The flags that give permissions, one a kind. A comma in a path is written twice (deno help run). */
export function flagsOf(list: readonly Need[]): string[] {
  const targets = new Map<Need["flag"], Set<string>>();
  for (const { flag, target } of list) {
    targets.set(flag, (targets.get(flag) ?? new Set()).add(target.replaceAll(",", ",,")));
  }
  return [...targets].map(([flag, set]) => `--allow-${flag}=${[...set].join(",")}`);
}
