/** A part with a life: constructing does nothing, start can be aborted, disposing undoes all. */
export interface Service extends AsyncDisposable {
  readonly name: string;
  /** Ends when the part does its work; throws, with nothing left behind, when it cannot or when the signal aborts. */
  start(signal: AbortSignal): Promise<void>;
}

/** Starts services in order; whoever disposes the result stops them in reverse order. */
export async function startAll(
  services: readonly Service[],
  signal: AbortSignal,
): Promise<AsyncDisposableStack> {
  const stack = new AsyncDisposableStack();
  try {
    for (const service of services) {
      signal.throwIfAborted();
      stack.use(service);
      await service.start(signal);
    }
    return stack;
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}
