import { crc32 } from "../../core/crc32.ts";

/**
 * What tells whether files have changed: names, sizes, times and inodes of some files of a host, and of those in some
 * folders. Nothing is read but the folders themselves; what is not there, or may not be looked at, counts as that.
 */
export async function fingerprintOf(root: string, places: readonly string[]): Promise<string> {
  const base = root.replace(/\/$/, "");
  const parts = await Promise.all(places.map((place) => folderLines(`${base}${place}`)));
  const text = parts.flat().join("\n");
  return `${text.length}-${crc32(text).toString(16)}`;
}

async function folderLines(folder: string): Promise<string[]> {
  try {
    const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
    return await Promise.all(names.sort().map((name) => lineOf(`${folder}/${name}`)));
  } catch {
    return [await lineOf(folder)];
  }
}

async function lineOf(path: string): Promise<string> {
  try {
    const { size, mtime, ino, isDirectory } = await Deno.stat(path);
    // A folder's time changes with each lock file; what matters in it is watched itself.
    return isDirectory ? path : [path, size, mtime?.getTime(), ino].join(" ");
  } catch {
    return `${path} -`;
  }
}
