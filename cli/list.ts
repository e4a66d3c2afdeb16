import { type Client, type PagedName, pages } from "../src/client/mod.ts";
import type { InputOf, OutputOf } from "../src/contract/wire.ts";
import { type Command, defineCommand, type Definition, type Invocation } from "./command.ts";
import type { Options, ValuesOf } from "./option.ts";
import type { View } from "./text/paint.ts";

/** Most items the daemon gives in one page. */
const LARGEST_PAGE = 500;

/** The option of every list. */
export const LIMIT = {
  limit: {
    type: "integer",
    short: "n",
    value: "N",
    min: 1,
    max: LARGEST_PAGE,
    summary: "Show N items at most",
  },
} as const satisfies Options;

/** A command that lists: one page of `limit` items where that was given, all pages as one document where not. */
export function defineList<N extends PagedName, const O extends Options>(
  definition: Definition<O> & {
    readonly operation: N;
    /** Items that a person is shown without --limit; all of them where it is not given. */
    readonly screenful?: number;
    input(invocation: Invocation<ValuesOf<O>>): InputOf<N>;
    /** The answer without a daemon, all of it where there is no limit; null where the daemon is to be asked. */
    offline?(invocation: Invocation<ValuesOf<O>>, input: InputOf<N>): Promise<OutputOf<N> | null>;
    render(output: OutputOf<N>, view: View): string;
  },
): Command {
  const { operation, screenful, input, render } = definition;
  return defineCommand<O & typeof LIMIT>({
    ...definition,
    options: { ...definition.options, ...LIMIT } as O & typeof LIMIT,
    run: async (given, context) => {
      const invocation = given as Invocation<ValuesOf<O>>;
      const limit = given.values.limit ?? (context.json ? undefined : screenful);
      const query = { ...input(invocation) as object, ...limit === undefined ? {} : { limit } } as InputOf<N>;
      const output = await definition.offline?.(invocation, query) ??
        await (limit === undefined ? everyPage : onePage)(await context.client(), operation, query);
      return { json: [output], render: (view) => render(output, view) };
    },
  });
}

function onePage<N extends PagedName>(client: Client, name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  const call = client.call as (name: N, input: object) => Promise<OutputOf<N>>;
  return call(name, input as object);
}

/** The first page with the items of all. */
export async function everyPage<N extends PagedName>(
  client: Client,
  name: N,
  input: InputOf<N>,
): Promise<OutputOf<N>> {
  const items: unknown[] = [];
  let document: object | undefined;
  for await (const page of pages(client, name, { ...input as object, limit: LARGEST_PAGE } as InputOf<N>)) {
    items.push(...page.items);
    document ??= page;
  }
  return { ...document, items, next_cursor: null } as OutputOf<N>;
}
