import type { Items, SubscribeOptions } from "../src/client/mod.ts";
import type {
  CortexError,
  StreamItemOf,
  SubscriptionInputOf,
  SubscriptionName,
} from "../src/contract/wire.ts";
import type { Context, Outcome } from "./command.ts";
import type { Options } from "./option.ts";
import { type Line, paint } from "./text/paint.ts";
import { safeJson } from "./text/safe.ts";

/** The option of every list that can go on. */
export const FOLLOW = {
  follow: { type: "flag", short: "f", summary: "Go on with what comes, over restarts of the daemon" },
} as const satisfies Options;

/** Prints an item as a line: of JSON where that is wanted, as people read it otherwise. */
export function printItem({ terminal, json, wall }: Context, item: object, line: Line): void {
  terminal.write(json ? `${safeJson(item, 0)}\n` : paint([line], { ...terminal, now: wall() }));
}

/** Tells on standard error that the daemon is gone, once until it is back. */
export function lossTeller({ terminal }: Context): { tell(fault: CortexError): void; over(): void } {
  let lost = false;
  return {
    tell: (fault) => {
      if (!lost) terminal.warn(`Reconnecting: ${fault.message.split("\n")[0]}\n`);
      lost = true;
    },
    over: () => void (lost = false),
  };
}

/** Prints what comes of a subscription until it fails or the program is ended. */
export async function follow<N extends SubscriptionName>(
  context: Context,
  name: N,
  input: SubscriptionInputOf<N>,
  lineOf: (item: StreamItemOf<N>) => Line,
): Promise<Outcome> {
  const client = await context.client();
  const loss = lossTeller(context);
  const subscribe = client.subscribe as (
    name: N,
    input: SubscriptionInputOf<N>,
    options: SubscribeOptions,
  ) => Items<N>;
  for await (const item of subscribe(name, input, { onLost: loss.tell })) {
    loss.over();
    printItem(context, item, lineOf(item));
  }
  return { json: [], render: () => "" };
}
