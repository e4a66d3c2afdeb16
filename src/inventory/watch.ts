/** How long nothing must have happened: an upgrade changes dpkg's files many times a second. */
const QUIET_MS = 5000;

/** Folders of a host that are watched. */
export interface FolderWatch extends Disposable {
  /** Watches these folders as they are now: one that came since, or took the place of another, was not watched. */
  follow(folders: readonly string[]): Promise<void>;
}

/**
 * Tells when something in a folder of a host has changed, once it is quiet again. Where folders cannot be watched
 * nothing is told: whoever must know looks from time to time as well.
 */
export function createFolderWatch(root: string, changed: () => void): FolderWatch {
  const base = root.replace(/\/$/, "");
  let watcher: Deno.FsWatcher | null = null;
  let watched = "";
  let telling = Promise.resolve();
  let is_over = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = async (events: Deno.FsWatcher) => {
    for await (const { kind } of events) {
      if (kind === "access") continue;
      clearTimeout(timer);
      timer = setTimeout(changed, QUIET_MS);
    }
  };
  return {
    async follow(folders) {
      const there = folders.flatMap((folder) => folderAt(`${base}${folder}`) ?? []);
      const wanted = there.map(({ path, inode }) => `${path} ${inode}`).join("\n");
      if (wanted === watched) return;
      watcher?.close();
      watcher = null;
      await telling; // only then the old watches are given up, with new ones of the same paths
      if (is_over) return;
      watcher = openWatcher(there.map(({ path }) => path));
      watched = watcher === null ? "" : wanted;
      if (watcher !== null) telling = tell(watcher).catch(() => {}); // it watches no more
    },
    [Symbol.dispose]: () => {
      is_over = true;
      clearTimeout(timer);
      watcher?.close();
    },
  };
}

function openWatcher(folders: string[]): Deno.FsWatcher | null {
  try {
    return folders.length === 0 ? null : Deno.watchFs(folders, { recursive: false });
  } catch {
    return null; // too many are watched already (inotify(7)), or not permitted
  }
}

/** A folder, and what tells it from another one at that path; null where there is none. */
function folderAt(path: string): { readonly path: string; readonly inode: string } | null {
  try {
    const { isDirectory, dev, ino } = Deno.statSync(path);
    return isDirectory ? { path, inode: `${dev}:${ino}` } : null;
  } catch {
    return null;
  }
}
