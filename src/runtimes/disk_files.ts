import type { RuntimeFiles } from "./files.ts";

/** Largest file that is read, bytes. */
const MAX_BYTES = 262_144;
/** Most names of a folder that are looked at. */
const MAX_NAMES = 20_000;

/**
 * The files of this machine; a folder is looked at once, by whichever of its names. Links may lead anywhere below
 * `roots`, and nowhere else.
 */
export function diskFiles(roots: readonly string[]): RuntimeFiles {
  const real = (path: string): string | null =>
    orNull(() => {
      const found = Deno.realPathSync(path);
      return roots.some((root) => isBelow(found, root)) ? found : null;
    });
  const lists = new Map<string, readonly string[]>();
  const look = (folder: string): readonly string[] =>
    orNull(() => {
      const found = Deno.realPathSync(folder);
      const names = lists.get(found) ?? namesIn(found);
      lists.set(found, names);
      return names;
    }) ?? [];
  return {
    real,
    list: (folder) => {
      const names = lists.get(folder) ?? look(folder);
      lists.set(folder, names);
      return names;
    },
    isProgram: (path) =>
      orNull(() => {
        const { isFile, mode } = Deno.statSync(path);
        return isFile && ((mode ?? 0) & 0o111) !== 0;
      }) ?? false,
    isBinary: (path) => orNull(() => startsAsElf(path)) ?? false,
    text: (path) => {
      const found = real(path);
      return found === null ? null : orNull(() => readSmall(found));
    },
  };
}

/** Whether a path is a folder or below it. */
export function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === "/" ? folder : `${folder}/`);
}

function namesIn(folder: string): string[] {
  const names: string[] = [];
  for (const { name } of Deno.readDirSync(folder)) {
    if (names.push(name) === MAX_NAMES) break;
  }
  return names;
}

/** Only of a file: what else bears the name could make a reader wait for ever. */
function readSmall(path: string): string | null {
  if (!Deno.statSync(path).isFile) return null;
  using file = Deno.openSync(path);
  // Deno knows where an open file is, and tells nothing of one that may not be read: a link may have come since.
  const { size } = file.statSync();
  if (size > MAX_BYTES) return null;
  const bytes = new Uint8Array(size);
  return new TextDecoder().decode(bytes.subarray(0, file.readSync(bytes) ?? 0));
}

/** The first four bytes of elf(5). */
function startsAsElf(path: string): boolean {
  using file = Deno.openSync(path);
  const head = new Uint8Array(4);
  file.readSync(head);
  return head.every((byte, i) => byte === [0x7f, 0x45, 0x4c, 0x46][i]);
}

/** What is not there or closed is null. */
function orNull<T>(look: () => T): T | null {
  try {
    return look();
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}
