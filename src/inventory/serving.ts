import { createIndexReader, type IndexFile, type IndexReader } from "../packages/index/mod.ts";

/** How long an index that nobody searches stays in memory. */
const IDLE_MS = 600_000;

/**
 * The index in force. Its columns are read when somebody searches, and given back when nobody has for a while; when
 * another index comes while they are there, the old ones answer until those of the new one are read.
 */
export interface Serving extends Disposable {
  /** The file in force; null where there is none. */
  file(): IndexFile | null;
  /** Puts another file in force. It is closed when it is no longer needed. */
  replace(next: IndexFile | null): void;
  /** The searchable index: at once where it is in memory; null where there is none. Fails as `IndexFile.columns`. */
  reader(): IndexReader | null | Promise<IndexReader>;
}

/** An index that is in memory, and the file it came from. */
interface Loaded {
  readonly file: IndexFile;
  readonly reader: IndexReader;
}

/** Serves nothing yet. */
export function createServing(): Serving {
  let file: IndexFile | null = null;
  let loaded: Loaded | null = null;
  let loading: { readonly file: IndexFile; readonly done: Promise<IndexReader> } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let is_used = false;

  /** Closes files once neither the file in force, nor what is in memory, nor what is being read is of them. */
  const closeUnused = (...old: (IndexFile | null)[]): void => {
    const used = [null, file, loaded?.file, loading?.file];
    for (const one of new Set(old)) if (!used.includes(one)) one?.[Symbol.dispose]();
  };
  const put = (next: Loaded | null): void => {
    const old = loaded?.file ?? null;
    loaded = next;
    closeUnused(old);
  };
  const giveBackWhenIdle = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!is_used) return put(null);
      is_used = false;
      giveBackWhenIdle();
    }, IDLE_MS);
  };
  const load = (from: IndexFile): Promise<IndexReader> => {
    if (loading?.file === from) return loading.done;
    const done = from.columns().then((columns) => {
      const reader = createIndexReader(from, columns);
      if (from === file) put({ file: from, reader });
      giveBackWhenIdle();
      return reader;
    }).finally(() => {
      if (loading?.file === from) loading = null;
      closeUnused(from);
    });
    loading = { file: from, done };
    return done;
  };

  const replace = (next: IndexFile | null): void => {
    const old = [file, loaded?.file ?? null];
    file = next;
    if (next === null) loaded = null;
    else if (loaded !== null) load(next).catch(() => put(null)); // told when somebody asks
    closeUnused(...old);
  };

  return {
    file: () => file,
    replace,
    reader() {
      is_used = true;
      if (loaded !== null) return loaded.reader;
      return file === null ? null : load(file);
    },
    [Symbol.dispose]() {
      clearTimeout(timer);
      replace(null);
    },
  };
}
