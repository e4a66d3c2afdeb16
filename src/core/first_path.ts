import { messageOf } from "./message_of.ts";

/** Which of several paths something was put at. */
export interface PutAt {
  readonly path: string;
  /** Why it is not at the path before; null where there was none. */
  readonly reason: string | null;
}

/** Puts something at the first of these paths that takes it. Throws what the last one throws where none does. */
export function putAtFirst(paths: readonly string[], put: (path: string) => void): PutAt {
  let failure: unknown = new RangeError("Cannot put it anywhere: no path is given");
  let reason: string | null = null;
  for (const path of paths) {
    try {
      put(path);
      return { path, reason };
    } catch (error) {
      failure = error;
      reason = messageOf(error);
    }
  }
  throw failure;
}
