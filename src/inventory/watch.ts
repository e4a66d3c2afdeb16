/** How long nothing must have happened: an upgrade changes dpkg's files many times a second. */
const QUIET_MS = 5000;

/**
 * Tells when something in one of these folders of a host has changed, once it is quiet again. Where folders cannot
 * be watched nothing is told: whoever must know looks from time to time as well.
 */
export function watchFolders(root: string, folders: readonly string[], changed: () => void): Disposable {
  const base = root.replace(/\/$/, "");
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watcher = openWatcher(folders.map((folder) => `${base}${folder}`).filter(isFolder));
  const follow = async () => {
    for await (const { kind } of watcher ?? []) {
      if (kind === "access") continue;
      clearTimeout(timer);
      timer = setTimeout(changed, QUIET_MS);
    }
  };
  follow().catch(() => {}); // it watches no more
  return {
    [Symbol.dispose]: () => {
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

function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}
