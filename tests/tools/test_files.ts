import { dirname, join } from "node:path";

/** The files of tests in a folder, the largest first: they tend to take longest, and what begins last is waited for. */
export function testFiles(folder: string): string[] {
  return [...Deno.readDirSync(folder)]
    .filter(({ name }) => name.endsWith("_test.ts"))
    .map(({ name }) => ({ path: `${folder}/${name}`, size: Deno.statSync(`${folder}/${name}`).size }))
    .sort((one, other) => other.size - one.size || one.path.localeCompare(other.path))
    .map(({ path }) => path);
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
