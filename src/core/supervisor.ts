import { CortexError, type Subsystem } from "../contract/mod.ts";
import { type Clock, rfc3339, systemClock } from "./clock.ts";
import { type Sleep, sleep as machineSleep } from "./sleep.ts";
import { messageOf } from "./message_of.ts";

/** What a supervisor keeps alive: a worker link, or anything that shows signs of life. */
export interface Supervised {
  /** Wall clock of the last sign of life, milliseconds. */
  heartbeatAt(): number;
  terminate(): void;
}

/** What {@link supervise} takes. */
export interface SupervisorOptions<T extends Supervised> {
  readonly name: string;
  /** Starts one; `ended` is to be called once when it dies by itself after that. */
  start(ended: (reason: Error) => void): Promise<T>;
  /** Told after each change of state. */
  onState?: ((state: Subsystem) => void) | undefined;
  /** Restarts within the window; one more failure and it counts as unhealthy. @default {3} */
  readonly max_restarts?: number;
  /** @default {600000} */
  readonly window_ms?: number;
  /** Pause before the first restart; each further one in the window takes four times as long. @default {250} */
  readonly backoff_ms?: number;
  readonly clock?: Clock;
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
  const { name, max_restarts = 3, window_ms = 600_000, backoff_ms = 250 } = options;
  const { clock = systemClock, sleep = machineSleep } = options;
  const stopped = new AbortController();
  /** Steady times of the restarts within the window. */
  let recent: number[] = [];
  let restarts = 0;
  let running: T | undefined;
  let last_heartbeat_ms: number | null = null;
  let state: Subsystem["state"] = "off";
  let message: string | null = null;

  const snapshot = (): Subsystem => {
    last_heartbeat_ms = running?.heartbeatAt() ?? last_heartbeat_ms;
    const last_heartbeat_at = last_heartbeat_ms === null ? null : rfc3339(last_heartbeat_ms);
    return { name, state, restarts, last_heartbeat_at, message };
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
      recent = recent.filter((at) => clock.steady() - at < window_ms);
      if (recent.length >= max_restarts) {
        return enter("unhealthy", `${why}; given up after ${recent.length} restarts`);
      }
      enter("restarting", why);
      try {
        await sleep(backoff_ms * 4 ** recent.length, stopped.signal);
        recent.push(clock.steady());
        restarts++;
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
