import { ROOT } from "../../lint/layout.ts";

/** Folders that are made by running things and never committed; `.gitignore` names them too. */
const MADE = [".git", "node_modules", "dist", "coverage", "tests/.tmp"];

/** Paths of the project's own files from its root; works without git. */
export function projectFiles(folder = ""): string[] {
  return [...Deno.readDirSync(`${ROOT}/${folder}`)].flatMap(({ name, isDirectory, isFile }) => {
    const path = folder === "" ? name : `${folder}/${name}`;
    if (isDirectory) return MADE.includes(path) ? [] : projectFiles(path);
    return isFile ? [path] : [];
  });
}

/** The text of one of them. */
export function readProjectFile(path: string): string {
  return Deno.readTextFileSync(`${ROOT}/${path}`);
}
