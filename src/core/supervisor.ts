import { CortexError, type Subsystem } from "../contract/mod.ts";
import { rfc3339 } from "./clock.ts";
import { type Sleep, sleep as machineSleep } from "./sleep.ts";
import { messageOf } from "./message_of.ts";
import { createRestarts, type RestartTerms } from "./restarts.ts";

/** What a supervisor keeps alive: a worker link, or anything that shows signs of life. */
export interface Supervised {
  /** Wall clock of the last sign of life, milliseconds. */
  heartbeatAt(): number;
  /** Its heap then, bytes; null where that is not known yet. */
  heapBytes(): number | null;
  terminate(): void;
}

/** What {@link supervise} takes. */
export interface SupervisorOptions<T extends Supervised> extends RestartTerms {
  readonly name: string;
  /** Starts one; `ended` is to be called once when it dies by itself after that. */
  start(ended: (reason: Error) => void): Promise<T>;
  /** Told after each change of state. */
  onState?: ((state: Subsystem) => void) | undefined;
  readonly sleep?: Sleep;
}

/** Keeps one thing running. */
export interface Supervisor<T extends Supervised> {
  /** Starts it; throws when the first start fails. */
  start(signal: AbortSignal): Promise<void>;
  /** What runs at present. Throws UNAVAILABLE when nothing does. */
  current(): T;
  state(): Subsystem;
  /** Ends it for good. */
  stop(): void;
}

/** Starts a thing, starts it again when it dies, and gives up loudly when it dies too often. */
export function supervise<T extends Supervised>(options: SupervisorOptions<T>): Supervisor<T> {
  const { name, sleep = machineSleep } = options;
  const restarts = createRestarts(options);
  const stopped = new AbortController();
  let running: T | undefined;
  let last_heartbeat_ms: number | null = null;
  let state: Subsystem["state"] = "off";
  let message: string | null = null;

  const snapshot = (): Subsystem => {
    last_heartbeat_ms = running?.heartbeatAt() ?? last_heartbeat_ms;
    const last_heartbeat_at = last_heartbeat_ms === null ? null : rfc3339(last_heartbeat_ms);
    const heap_bytes = running?.heapBytes() ?? null;
    return { name, state, restarts: restarts.total(), last_heartbeat_at, heap_bytes, message };
  };
  const enter = (next: Subsystem["state"], why: string | null): void => {
    state = next;
    message = why;
    options.onState?.(snapshot());
  };

  const launch = async (): Promise<void> => {
    let live: T | undefined;
    let early: Error | undefined;
    const started = await options.start((reason) => {
      if (!live) return void (early = reason);
      last_heartbeat_ms = live.heartbeatAt();
      running = undefined;
      void recover(reason);
    });
    if (early) throw early;
    if (stopped.signal.aborted) return started.terminate();
    running = live = started;
    enter("running", null);
  };

  /** Never rejects. */
  const recover = async (reason: Error): Promise<void> => {
    for (let why = reason.message; !stopped.signal.aborted;) {
      const pause_ms = restarts.next();
      if (pause_ms === null) return enter("unhealthy", `${why}; ${restarts.givenUp()}`);
      enter("restarting", why);
      try {
        await sleep(pause_ms, stopped.signal);
        return await launch();
      } catch (error) {
        why = messageOf(error);
      }
    }
  };

  const stop = (): void => {
    if (stopped.signal.aborted) return;
    stopped.abort();
    last_heartbeat_ms = running?.heartbeatAt() ?? last_heartbeat_ms;
    running?.terminate();
    running = undefined;
    enter("off", null);
  };

  return {
    async start(signal) {
      signal.throwIfAborted();
      enter("starting", null);
      signal.addEventListener("abort", stop, { once: true });
      try {
        await launch();
        signal.throwIfAborted();
      } catch (error) {
        stop();
        throw error;
      } finally {
        signal.removeEventListener("abort", stop);
      }
    },
    current() {
      if (running) return running;
      const why = message ?? `it is ${state}`;
      throw new CortexError("UNAVAILABLE", `Cannot use "${name}": ${why}`, { retry_after_seconds: 1 });
    },
    state: snapshot,
    stop,
  };
}
