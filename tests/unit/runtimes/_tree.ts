import { isBelow } from "../../../src/runtimes/disk_files.ts";
import type { RuntimeFiles } from "../../../src/runtimes/files.ts";

/** What lies at a path: a text, a link, or a program. */
export type Node = string | { readonly link: string } | { readonly program: true };

/** Files that exist in memory only, by their paths; folders are there where something lies in them. */
export type FileTree = Readonly<Record<string, Node>>;

/** The twin of the files of a disk. */
export function memoryFiles(tree: FileTree, roots: readonly string[] = ["/"]): RuntimeFiles {
  const isFolder = (path: string) => Object.keys(tree).some((one) => one.startsWith(`${path}/`));
  const follow = (path: string, steps = 0): string | null => {
    if (steps > 40) return null;
    let at = "";
    for (const [index, part] of path.split("/").entries()) {
      if (part === "" || part === ".") continue;
      at = part === ".." ? at.slice(0, Math.max(0, at.lastIndexOf("/"))) : `${at}/${part}`;
      const node = tree[at];
      if (typeof node !== "object" || !("link" in node)) continue;
      const target = node.link.startsWith("/")
        ? node.link
        : `${at.slice(0, at.lastIndexOf("/"))}/${node.link}`;
      return follow([target, ...path.split("/").slice(index + 1)].join("/"), steps + 1);
    }
    return at in tree || isFolder(at) ? at : null;
  };
  const real = (path: string): string | null => {
    const found = follow(path);
    return found !== null && roots.some((root) => isBelow(found, root)) ? found : null;
  };
  const isProgram = (path: string) => typeof tree[path] === "object" && "program" in tree[path];
  return {
    real,
    isProgram,
    isBinary: isProgram,
    list: (folder) => {
      const prefix = `${follow(folder) ?? folder}/`;
      const names = Object.keys(tree).filter((path) => path.startsWith(prefix))
        .map((path) => path.slice(prefix.length).split("/")[0] ?? "");
      return [...new Set(names)].sort();
    },
    text: (path) => {
      const node = tree[real(path) ?? ""];
      return typeof node === "string" ? node : null;
    },
  };
}
