import { unpacked } from "./unpack.ts";

/** The files of a package database, under whatever root; paths are absolute as on the host. */
export interface PackageFiles {
  /**
   * The bytes of a file, unpacked where it is packed, each chunk good until the next is asked for; null: it is not
   * there.
   */
  open(path: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** The names in a folder, sorted; none where it is not there. */
  list(folder: string): Promise<readonly string[]>;
  /** When a file or what a folder lists was changed last, milliseconds since 1970; null: it is not there. */
  changedAt(path: string): Promise<number | null>;
}

/** Files that exist in memory only: the twin of the real ones, for tests. */
export function memoryFiles(
  content: Readonly<Record<string, string | Uint8Array>>,
  changed_ms: Readonly<Record<string, number>> = {},
): PackageFiles {
  return {
    open(path) {
      const found = content[path];
      if (found === undefined) return Promise.resolve(null);
      const bytes = new Uint8Array(typeof found === "string" ? new TextEncoder().encode(found) : found);
      return Promise.resolve(unpacked(path, ReadableStream.from([bytes])));
    },
    list(folder) {
      const prefix = folder.endsWith("/") ? folder : `${folder}/`;
      const names = Object.keys(content).filter((path) => path.startsWith(prefix))
        .map((path) => path.slice(prefix.length).split("/")[0] ?? "");
      return Promise.resolve([...new Set(names)].sort());
    },
    changedAt: (path) => Promise.resolve(changed_ms[path] ?? null),
  };
}
