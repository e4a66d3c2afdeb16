import { TIMEOUT } from "./ask_program.ts";
import { diskFiles, isBelow } from "./disk_files.ts";
import { atHome, findInstalled, type Places } from "./find_installed.ts";
import { MANAGER_FILES } from "./managers.ts";
import { rootsOf, SYSTEM_PATH, SYSTEM_PROGRAMS } from "./system.ts";
import { RUNTIMES } from "./runtimes.ts";

/** What the worker that lists runtimes needs. */
export interface RuntimesPermissions {
  readonly read: readonly string[];
  /** Programs that are asked for their version, and what ends them in time. */
  readonly run: readonly string[];
}

/** Most folders of PATH that are looked at. */
const MAX_PATH = 64;

/** The folders to look at for a user, by their PATH and home; those of the system for nobody's. */
export function runtimePlaces(user: { readonly path: string; readonly home: string } | null): Places {
  if (user === null) return { home: null, path: SYSTEM_PATH };
  const folders = user.path.split(":").filter((folder) => /^\/(?!proc\b|sys\b|dev\b)/.test(folder))
    .map((folder) => folder.replace(/(.)\/+$/, "$1"));
  return { home: user.home, path: [...new Set(folders)].slice(0, MAX_PATH) };
}

/**
 * Computes it, running nothing: each folder by its name and, where that is a link, by where it leads. A user's programs
 * are those that are there now: one that comes later is asked after the next start. The system's are the usual ones:
 * its permissions may be made before its host is known.
 * @param run What it came to where it was computed before, so that nothing is looked for again.
 */
export function runtimesPermissions(places: Places, run = programsOf(places)): RuntimesPermissions {
  const homes = RUNTIMES.flatMap((runtime) => runtime.places)
    .map(({ folder, only }) => only === undefined ? folder : `${folder}/${only}`);
  const read = [
    "/etc/alternatives",
    ...rootsOf({ ...places, home: null }),
    ...places.path,
    ...[...homes, ...MANAGER_FILES].flatMap((folder) => atHome(folder, places.home) ?? []),
  ];
  const { real } = diskFiles(rootsOf(places));
  return { read: outermost([...read, ...read.flatMap((folder) => real(folder) ?? [])]), run };
}

function programsOf(places: Places): readonly string[] {
  const programs = places.home === null ? SYSTEM_PROGRAMS : unknownPrograms(places);
  return [...new Set([TIMEOUT, ...programs])].sort();
}

/** The programs that are there and whose version nothing else tells. */
function unknownPrograms(places: Places): string[] {
  const files = diskFiles(rootsOf(places));
  return RUNTIMES.flatMap((runtime) => findInstalled(runtime, files, places))
    .filter(({ version, path }) => version === null && files.isBinary(path)).map(({ path }) => path);
}

/** Folders without those that lie below another. */
function outermost(folders: readonly string[]): string[] {
  const unique = [...new Set(folders)].sort();
  return unique.filter((folder) => !unique.some((other) => other !== folder && isBelow(folder, other)));
}
