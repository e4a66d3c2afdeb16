import type { z } from "zod";

/**
 * Makes something at the first call and gives the same from then on. Every schema of the contract is wrapped so:
 * making them all takes longer than the rest of a start and 11 MB, and a daemon is asked few kinds of questions.
 */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** What a schema made by {@link once} lets through. */
export type Infer<S extends () => z.ZodType> = z.output<ReturnType<S>>;
