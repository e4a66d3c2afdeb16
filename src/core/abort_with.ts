/**
 * A controller that also aborts with any of some signals; abort it when all is done, and it forgets them. Instead of
 * AbortSignal.any, as Deno holds weakly what that makes: it may be collected while something waits for it.
 */
export function abortWith(...signals: readonly AbortSignal[]): AbortController {
  const controller = new AbortController();
  for (const signal of signals) {
    const abort = () => controller.abort(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true, signal: controller.signal });
  }
  return controller;
}
