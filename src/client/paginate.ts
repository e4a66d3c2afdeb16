import { CortexError, type InputOf, type OperationName, type OutputOf } from "../contract/wire.ts";
import type { Client } from "./types.ts";

/** Operations that answer by pages. */
export type PagedName = {
  [N in OperationName]: OutputOf<N> extends { next_cursor: string | null } ? N : never;
}[OperationName];

/** What a paged operation lists. */
export type ItemOf<N extends PagedName> = OutputOf<N> extends { items: readonly (infer T)[] } ? T : never;

/** A page, of which something can be said whatever it lists. */
export type PageOf<N extends PagedName> = OutputOf<N> & {
  readonly items: readonly ItemOf<N>[];
  readonly next_cursor: string | null;
};

/** Every page of a list, one request each, asked for when it is wanted. */
export function pages<N extends PagedName>(
  client: Pick<Client, "call">,
  name: N,
  input: InputOf<N>,
): AsyncGenerator<PageOf<N>, void, undefined> {
  const call = client.call as (name: N, input: object) => Promise<PageOf<N>>;
  const first = input as object;
  return follow(name, (cursor) => call(name, cursor === null ? first : { ...first, cursor }));
}

/** Every item of a list, over all its pages. `limit` in the input is the size of a page, not of the list. */
export async function* paginate<N extends PagedName>(
  client: Pick<Client, "call">,
  name: N,
  input: InputOf<N>,
): AsyncGenerator<ItemOf<N>, void, undefined> {
  for await (const { items } of pages(client, name, input)) yield* items as readonly ItemOf<N>[];
}

async function* follow<P extends { readonly next_cursor: string | null }>(
  name: string,
  fetchPage: (cursor: string | null) => Promise<P>,
): AsyncGenerator<P, void, undefined> {
  let cursor: string | null = null;
  do {
    const page: P = await fetchPage(cursor);
    yield page;
    if (page.next_cursor !== null && page.next_cursor === cursor) {
      throw new CortexError("BAD_REPLY", `Cannot list "${name}": the same page came twice`);
    }
    cursor = page.next_cursor;
  } while (cursor !== null);
}
