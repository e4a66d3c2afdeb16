import { logger } from "../log/mod.ts";

/** Those who want to hear of something. */
export interface Listeners<T> {
  /** Adds one; the result takes it away again. */
  add(listener: (item: T) => void): () => void;
  /** Tells all of them. One that throws costs nobody else anything. */
  tell(items: readonly T[]): void;
}

/** Nobody yet. */
export function createListeners<T>(): Listeners<T> {
  const log = logger("alerts");
  const listeners = new Set<(item: T) => void>();
  const tellOne = (listener: (item: T) => void, item: T) => {
    try {
      listener(item);
    } catch (error) {
      log.error("Cannot pass on an event: its listener failed", { error });
    }
  };
  return {
    add: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell: (items) => {
      for (const item of items) for (const listener of listeners) tellOne(listener, item);
    },
  };
}
