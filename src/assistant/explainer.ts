import { CortexError, type ErrorCode } from "../contract/mod.ts";
import type { ReplyParts } from "./reply.ts";
import type { Cancellable, Sources } from "./sources.ts";
import type { SubjectKind } from "./subject.ts";

/** Where and when something is explained. */
export interface Scene {
  readonly sources: Sources;
  readonly call: Cancellable;
  readonly now_ms: number;
}

/** Explains things of one kind. */
export interface Explainer {
  readonly kind: SubjectKind;
  /**
   * What is to be said of a thing; null where there is none of that id or name. Fails as the operations that it reads.
   */
  explain(id: string, scene: Scene): Promise<ReplyParts | null>;
}

/** Keeps an explainer's own type. */
export function defineExplainer(explainer: Explainer): Explainer {
  return explainer;
}

/** Makes of a failure that says there is no such thing that there is none. */
export async function orNone<T>(read: () => T | Promise<T>, code: ErrorCode): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CortexError && error.code === code) return null;
    throw error;
  }
}
