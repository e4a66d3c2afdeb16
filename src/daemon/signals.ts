/** What signals ask of the daemon. */
export interface SignalActions {
  /** SIGTERM and SIGINT. */
  stop(signal: Deno.Signal): void;
  /** SIGHUP. */
  reload(): void;
  /** SIGUSR1. */
  dump(): void;
  /** SIGUSR2. */
  debug(): void;
  /** A second SIGTERM or SIGINT while the daemon already stops. */
  now(): void;
}

/** Two signals nearer than this are one wish: a terminal sends SIGINT to the launcher and to the daemon. */
const SAME_WISH_MS = 1000;

/** Listens to signals until disposed. */
export function listenToSignals(actions: SignalActions): Disposable {
  let asked: number | undefined;
  const stop = (signal: Deno.Signal) => () => {
    const now = performance.now();
    if (asked === undefined) {
      asked = now;
      actions.stop(signal);
    } else if (now - asked > SAME_WISH_MS) {
      actions.now();
    }
  };
  const listeners: [Deno.Signal, () => void][] = [
    ["SIGTERM", stop("SIGTERM")],
    ["SIGINT", stop("SIGINT")],
    ["SIGHUP", actions.reload],
    ["SIGUSR1", actions.dump],
    ["SIGUSR2", actions.debug],
  ];
  for (const [signal, listener] of listeners) Deno.addSignalListener(signal, listener);
  return {
    [Symbol.dispose]: () => {
      for (const [signal, listener] of listeners) Deno.removeSignalListener(signal, listener);
    },
  };
}
