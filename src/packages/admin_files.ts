import { PACMAN_DB_PATH } from "./arch/pacman_conf.ts";
import { ADMIN_DIR } from "./debian/dpkg_status.ts";
import { EXTENDED_STATES } from "./debian/extended_states.ts";
import { diskFiles } from "./disk_files.ts";
import type { PackageFiles } from "./files.ts";

/** What such a folder may have been on its host: dpkg's, or pacman's, which have no names in common. */
const FOLDERS: readonly string[] = [ADMIN_DIR, PACMAN_DB_PATH];

/**
 * The files of a folder that was `/var/lib/dpkg` or `/var/lib/pacman` on its host, as a host that has nothing else.
 * apt's own `extended_states`, without which every package counts as asked for, may lie in it, too.
 */
export function adminFiles(folder: string): PackageFiles {
  const files = diskFiles(folder);
  return {
    open: async (path) => {
      const own = path === EXTENDED_STATES ? "/extended_states" : pathIn(path);
      return own === null ? null : await files.open(own);
    },
    list: async (path) => {
      const own = pathIn(path);
      return own === null ? [] : await files.list(own);
    },
    changedAt: async (path) => {
      const own = pathIn(path);
      return own === null ? null : await files.changedAt(own);
    },
  };
}

/** Where a path of the host is in its package manager's folder; null where it is not. */
function pathIn(path: string): string | null {
  const folder = FOLDERS.find((known) => path === known || path.startsWith(`${known}/`));
  return folder === undefined ? null : path.slice(folder.length) || "/";
}
