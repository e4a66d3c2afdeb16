import type { Places } from "./find_installed.ts";
import { RUNTIMES } from "./runtimes.ts";

/** Where a distribution, or an administrator by hand, puts programs. */
const SYSTEM_ROOTS = ["/usr", "/opt"] as const;

/** The folders of a system's PATH that hold programs for everybody. */
export const SYSTEM_PATH: readonly string[] = ["/usr/local/bin", "/usr/bin", "/bin"];

/** The programs that have a runtime's plain name there. */
export const SYSTEM_PROGRAMS: readonly string[] = RUNTIMES.flatMap(({ commands }) =>
  SYSTEM_PATH.flatMap((folder) => commands.map((command) => `${folder}/${command}`))
);

/** Where links may lead: what is elsewhere is not looked at and never run. */
export function rootsOf({ home }: Places): string[] {
  return [...SYSTEM_ROOTS, ...(home === null ? [] : [home])];
}
