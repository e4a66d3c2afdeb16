import { CortexError, type ErrorCode } from "../contract/wire.ts";
import { mayRequest, missingFlags, permissionFlags, thisUser } from "./permissions.ts";
import type { PlaceOptions } from "./options.ts";
import { type Place, socketPlaces } from "./places.ts";

/** Why a place is not it. */
export interface Miss {
  readonly path: string;
  readonly origin: string;
  readonly code: "SOCKET_NOT_FOUND" | "CONNECTION_REFUSED" | "SOCKET_DENIED";
  /** For people: `does not exist`. */
  readonly reason: string;
}

/** Tries one place; null: somebody accepts there. */
export type Probe = (place: Place) => Promise<Miss | null>;

/** How telling a miss is when several places have failed: one that is there but closed says more than one that is not. */
const TELLING: readonly ErrorCode[] = ["SOCKET_DENIED", "CONNECTION_REFUSED", "SOCKET_NOT_FOUND"];

/** The first place whose socket accepts. Fails with SOCKET_NOT_FOUND, CONNECTION_REFUSED or SOCKET_DENIED, and every place that was tried. */
export async function findSocket(options: PlaceOptions, probe: Probe = probeSocket): Promise<string> {
  const misses: Miss[] = [];
  for (const place of socketPlaces(options, thisUser)) {
    const miss = await probe(place);
    if (miss === null) return place.path;
    misses.push(miss);
  }
  throw notReached(misses, options);
}

/** Puts the misses into one error that a person can act on. */
function notReached(misses: readonly Miss[], options: PlaceOptions): CortexError {
  const code = TELLING.find((one) => misses.some((miss) => miss.code === one)) ?? "SOCKET_NOT_FOUND";
  const missing = missingFlags(options);
  const lines = misses.map(({ path, origin, reason }) => `  ${path} (${origin}): ${reason}`);
  const advice = missing.length === 0
    ? []
    : ["Deno was not given every permission for this; run with:", `  ${permissionFlags(options).join(" ")}`];
  return new CortexError(code, ["Cannot reach the daemon; tried:", ...lines, ...advice].join("\n"), {
    details: { tried: misses, missing_permissions: missing },
  });
}

/** Connects and leaves again: the only way to know whether somebody listens, and as whom. */
async function probeSocket(place: Place): Promise<Miss | null> {
  const miss = (code: Miss["code"], reason: string): Miss => ({
    path: place.path,
    origin: place.origin,
    code,
    reason,
  });
  try {
    if (!await isOwn(place)) return miss("SOCKET_DENIED", "its folder does not belong to this user alone");
    using _ = await Deno.connect({ transport: "unix", path: place.path });
    return await mayRequest() ? null : miss("SOCKET_DENIED", "Deno may not send requests to it");
  } catch (thrown) {
    if (thrown instanceof Deno.errors.NotCapable) return miss("SOCKET_DENIED", "Deno may not look there");
    if (thrown instanceof Deno.errors.NotFound || thrown instanceof Deno.errors.NotADirectory) {
      return miss("SOCKET_NOT_FOUND", "does not exist");
    }
    if (thrown instanceof Deno.errors.PermissionDenied) {
      return miss("SOCKET_DENIED", "this user may not use it; members of its group may");
    }
    if (thrown instanceof Deno.errors.ConnectionRefused) {
      return miss("CONNECTION_REFUSED", "nobody listens; its daemon has ended");
    }
    return miss("CONNECTION_REFUSED", thrown instanceof Error ? thrown.message : "cannot be opened");
  }
}

/** In /tmp anybody may have made the folder: a socket in it is trusted only when the folder is this user's. */
async function isOwn({ own_folder }: Place): Promise<boolean> {
  if (own_folder === undefined) return true;
  const info = await Deno.lstat(own_folder.path);
  return info.isDirectory && info.uid === own_folder.uid && ((info.mode ?? 0) & 0o022) === 0;
}
