import { CortexError, type ErrorCode } from "../contract/wire.ts";
import { missingFlags, permissionFlags } from "./permissions.ts";
import { errnoOf, isNotCapable } from "./faults.ts";
import type { PlaceOptions } from "./options.ts";
import { namedDaemon, type Place, socketPlaces, type User } from "./places.ts";
import type { Runtime } from "./runtime.ts";

/** Why a place is not it. */
export interface Miss {
  readonly path: string;
  readonly origin: string;
  readonly code: "SOCKET_NOT_FOUND" | "CONNECTION_REFUSED" | "SOCKET_DENIED";
  /** For people: `does not exist`. */
  readonly reason: string;
}

/**
 * How telling a miss is when several places have failed: one that is there but closed says more than one that is not.
 */
const TELLING: readonly ErrorCode[] = ["SOCKET_DENIED", "CONNECTION_REFUSED", "SOCKET_NOT_FOUND"];

/**
 * The first place whose socket accepts. Fails with SOCKET_NOT_FOUND, CONNECTION_REFUSED or SOCKET_DENIED, and every
 * place that was tried.
 */
export async function findSocket(options: PlaceOptions, runtime: Runtime): Promise<string> {
  const misses: Miss[] = [];
  for (const place of socketPlaces(options, runtime.user)) {
    const miss = await probe(place, runtime);
    if (miss === null) return place.path;
    misses.push(miss);
  }
  throw notReached(misses, options, runtime.user);
}

/** Puts the misses into one error that a person can act on. */
function notReached(misses: readonly Miss[], options: PlaceOptions, user: User): CortexError {
  const code = TELLING.find((one) => misses.some((miss) => miss.code === one)) ?? "SOCKET_NOT_FOUND";
  const missing = missingFlags(options);
  const lines = misses.map(({ path, origin, reason }) => `  ${path} (${origin}): ${reason}`);
  const advice = missing.length === 0
    ? []
    : ["Deno was not given every permission for this; run with:", `  ${permissionFlags(options).join(" ")}`];
  return new CortexError(code, ["Cannot reach the daemon; tried:", ...lines, ...advice].join("\n"), {
    details: { tried: misses, missing_permissions: missing, ...namedDaemon(options, user) },
  });
}

/** Connects and leaves again, the only way to know whether somebody listens; null: somebody does. */
async function probe(place: Place, runtime: Runtime): Promise<Miss | null> {
  const { path, origin } = place;
  const miss = (code: Miss["code"], reason: string): Miss => ({ path, origin, code, reason });
  try {
    if (!await isOwn(place, runtime)) {
      return miss("SOCKET_DENIED", "its folder does not belong to this user alone");
    }
    await runtime.touch(path);
    return await runtime.mayRequest() ? null : miss("SOCKET_DENIED", "Deno may not send requests to it");
  } catch (thrown) {
    if (isNotCapable(thrown)) return miss("SOCKET_DENIED", "Deno may not look there");
    switch (errnoOf(thrown)) {
      case "ENOENT":
      case "ENOTDIR":
        return miss("SOCKET_NOT_FOUND", "does not exist");
      case "EACCES":
      case "EPERM":
        return miss("SOCKET_DENIED", "this user may not use it; members of its group may");
      case "ECONNREFUSED":
        return miss("CONNECTION_REFUSED", "nobody listens; its daemon has ended");
      default:
        return miss("CONNECTION_REFUSED", thrown instanceof Error ? thrown.message : "cannot be opened");
    }
  }
}

/** In /tmp anybody may have made the folder: a socket in it is trusted only when the folder is this user's. */
async function isOwn({ own_folder }: Place, runtime: Runtime): Promise<boolean> {
  if (own_folder === undefined) return true;
  const { is_folder, uid, mode } = await runtime.inspectFolder(own_folder.path);
  return is_folder && uid === own_folder.uid && (mode & 0o022) === 0;
}
