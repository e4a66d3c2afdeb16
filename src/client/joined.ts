/** A signal that aborts with the first of others, until it is told to forget them. */
export interface Joined {
  readonly signal: AbortSignal;
  forget(): void;
}

/**
 * Joins signals. AbortSignal.any would do, if Deno did not hold weakly what that makes: it may be collected while a
 * request waits for it, which then never ends.
 */
export function joinSignals(...signals: readonly (AbortSignal | undefined)[]): Joined {
  const given = signals.filter((one) => one !== undefined);
  const joined = new AbortController();
  const abort = () => joined.abort(given.find((one) => one.aborted)?.reason);
  for (const one of given) one.addEventListener("abort", abort, { once: true });
  if (given.some((one) => one.aborted)) abort();
  return {
    signal: joined.signal,
    forget: () => {
      for (const one of given) one.removeEventListener("abort", abort);
    },
  };
}
