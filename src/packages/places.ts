import { FETCH_SIGNS } from "./debian/places.ts";
import { APT_LOGS, DPKG_LOGS, PACMAN_LOG } from "./history/logs.ts";
import { namedPlaces } from "./named_places.ts";

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
      ...FETCH_SIGNS,
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
 * What of a host is to be watched, with what its pacman.conf(5) itself puts elsewhere; where that is read at all is
 * told by whoever reads it.
 */
export function watchedPlaces(root: string): readonly string[] {
  const { db_path, included } = namedPlaces(root.replace(/\/$/, ""));
  const watches = PACKAGE_PLACES.flatMap((places) => places.watches);
  return [...new Set([...watches, ...databasesOf(db_path), ...included])];
}

/**
 * What this host's pacman.conf(5) itself puts where no place that is known is: what a reader must be permitted, too.
 */
export function furtherPlaces(base = ""): readonly string[] {
  const { db_path, included, log_file } = namedPlaces(base);
  const known = PACKAGE_PLACES.flatMap(({ reads }) => reads);
  return [...new Set([...databasesOf(db_path), ...included, ...log_file === null ? [] : [log_file]])]
    .filter((path) => !known.some((place) => path === place || path.startsWith(`${place}/`)));
}

function databasesOf(db_path: string | null): string[] {
  return db_path === null ? [] : [`${db_path}/local`, `${db_path}/sync`];
}
