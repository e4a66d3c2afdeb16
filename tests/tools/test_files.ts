import { dirname, join } from "node:path";

/** The files of tests in a folder and the folders below it, in order. */
export function testFiles(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    const path = `${folder}/${name}`;
    if (isDirectory) return testFiles(path);
    return name.endsWith("_test.ts") ? [path] : [];
  }).sort();
}

/** Whether a module, or one that it imports by a relative path, names a word. */
export function names(word: string, path: string, seen: Set<string> = new Set()): boolean {
  if (seen.has(path)) return false;
  seen.add(path);
  const source = Deno.readTextFileSync(path);
  return source.includes(word) ||
    [...source.matchAll(/ from "(\.[^"]+)"/g)].some(([, to = ""]) =>
      names(word, join(dirname(path), to), seen)
    );
}
