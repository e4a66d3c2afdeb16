import { APT_LOGS, DPKG_LOGS, PACMAN_LOG } from "./history/logs.ts";

/** Where one package manager keeps what it knows; absolute as on the host. */
export interface PackagePlaces {
  readonly manager: string;
  /** Files and folders that are read: what a reader must be permitted. */
  readonly reads: readonly string[];
  /** Files and folders, without those below them, whose change makes an index old. */
  readonly watches: readonly string[];
}

/** The places of every package manager that is known. */
export const PACKAGE_PLACES: readonly PackagePlaces[] = [
  {
    manager: "debian",
    reads: [
      "/var/lib/dpkg",
      "/var/lib/apt",
      "/etc/apt",
      "/etc/machine-id",
      "/run/reboot-required",
      "/run/reboot-required.pkgs",
      ...DPKG_LOGS,
      ...APT_LOGS,
    ],
    watches: [
      "/var/lib/dpkg",
      "/var/lib/dpkg/updates",
      "/var/lib/apt",
      "/var/lib/apt/lists",
      "/etc/apt",
      "/etc/apt/apt.conf.d",
      "/etc/apt/preferences.d",
      "/etc/apt/sources.list.d",
      "/run/reboot-required",
    ],
  },
  {
    manager: "arch",
    reads: [
      "/var/lib/pacman",
      "/etc/pacman.conf",
      "/etc/pacman.d",
      "/var/lib/cortex/feeds/packages-meta-ext-v1.json.gz",
      PACMAN_LOG,
    ],
    watches: [
      "/var/lib/pacman/local",
      "/var/lib/pacman/sync",
      "/etc/pacman.conf",
      "/etc/pacman.d",
      "/var/lib/cortex/feeds/packages-meta-ext-v1.json.gz",
    ],
  },
];

/**
 * What of a host is to be watched. The databases that its pacman.conf(5) itself puts elsewhere are, too; where they are
 * read at all is told by whoever reads them.
 */
export function watchedPlaces(root: string): readonly string[] {
  const db_path = pacmanDbPath(root.replace(/\/$/, ""));
  const databases = db_path === null ? [] : [`${db_path}/local`, `${db_path}/sync`];
  return [...new Set([...PACKAGE_PLACES.flatMap(({ watches }) => watches), ...databases])];
}

/** DBPath as the file itself has it; null where it says nothing, or may not be read. */
function pacmanDbPath(base: string): string | null {
  try {
    const text = Deno.readTextFileSync(`${base}/etc/pacman.conf`);
    return /^\s*DBPath\s*=\s*(\/.*?)\/*\s*$/m.exec(text)?.[1] ?? null;
  } catch {
    return null;
  }
}
