/** A part with a life: constructing does nothing, start can be aborted, disposing undoes all. */
export interface Service extends AsyncDisposable {
  readonly name: string;
  /** Ends when the part does its work; throws, with nothing left behind, when it cannot or when the signal aborts. */
  start(signal: AbortSignal): Promise<void>;
}

/** Two services of which the second is started once the first has tried to. Both must be given to {@link startAll}. */
export function inTurn(
  first: Service,
  second: Service,
): { readonly first: Service; readonly second: Service } {
  const tried = Promise.withResolvers<void>();
  return {
    first: {
      name: first.name,
      start: (signal) => first.start(signal).finally(tried.resolve),
      [Symbol.asyncDispose]: async () => await first[Symbol.asyncDispose](),
    },
    second: {
      name: second.name,
      start: async (signal) => {
        await tried.promise;
        await second.start(signal);
      },
      [Symbol.asyncDispose]: async () => await second[Symbol.asyncDispose](),
    },
  };
}

/**
 * Starts services side by side, so that none waits for a slow one before it; whoever disposes the result stops them
 * in reverse order. When one cannot start, the others are stopped and its error is thrown.
 */
export async function startAll(
  services: readonly Service[],
  signal: AbortSignal,
): Promise<AsyncDisposableStack> {
  await using stack = new AsyncDisposableStack();
  signal.throwIfAborted();
  const starts = services.map((service) => stack.use(service).start(signal));
  await Promise.allSettled(starts);
  await Promise.all(starts);
  return stack.move();
}
