/** Something that is loaded when it is first asked for, so that a start does not wait for what it may never need. */
export interface LoadOnce<T> {
  /** Loads it where it is not yet; after a failure, anew. */
  get(): Promise<T>;
  /** null while it is not loaded. */
  loaded(): T | null;
}

/** Loads nothing yet. */
export function loadOnce<T>(load: () => Promise<T>): LoadOnce<T> {
  let loaded: T | null = null;
  let loading: Promise<T> | null = null;
  const begin = async (): Promise<T> => {
    try {
      return loaded = await load();
    } finally {
      loading = null;
    }
  };
  return {
    get: () => loaded === null ? loading ??= begin() : Promise.resolve(loaded),
    loaded: () => loaded,
  };
}
