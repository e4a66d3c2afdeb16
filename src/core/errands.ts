import { CortexError, type Subsystem } from "../contract/wire.ts";
import { rfc3339 } from "./clock.ts";
import { createErrandWorker, type ErrandWorkerOptions } from "./errand_worker.ts";
import { messageOf } from "./message_of.ts";
import { createRestarts, type RestartTerms } from "./restarts.ts";
import { sleep as machineSleep } from "./sleep.ts";
import type { CallOptions } from "./worker_calls.ts";
import type { LinkOptions } from "./worker_link.ts";
import type { LinkProtocol } from "./worker_protocol.ts";

/** How a worker is made and watched, where that is to differ: in tests. */
export type WorkerTerms = Partial<
  Pick<LinkOptions<LinkProtocol>, "spawn" | "heartbeat_ms"> & Pick<RestartTerms, "back_off">
>;

/** What {@link createErrands} takes. */
export interface ErrandOptions extends Omit<ErrandWorkerOptions, "onUnopened">, Omit<RestartTerms, "clock"> {
  /** Told when it is given up, and when it works again. */
  onState?: ((state: Subsystem) => void) | undefined;
}

/** Questions to workers that live for one of them, or for some that follow each other. */
export interface Errands<P extends LinkProtocol> extends Disposable {
  /**
   * Asks a worker that does nothing else meanwhile. One runs at a time; a question waits until those before it are
   * answered. One whose worker dies is asked anew, a few times. Fails as the call does, with UNAVAILABLE where its
   * workers die.
   */
  ask<N extends keyof P["calls"] & string>(
    name: N,
    input: P["calls"][N]["input"],
    options?: CallOptions,
  ): Promise<P["calls"][N]["output"]>;
  /** Wall clock of the last sign of life, milliseconds; null while none runs. */
  heartbeatAt(): number | null;
  /** Its heap then, bytes. */
  heapBytes(): number | null;
  /** Workers that were started in the place of one that had died. */
  restarts(): number;
  /** How it is as a part of the daemon. */
  state(): Subsystem;
}

/** Nothing is asked yet. */
export function createErrands<P extends LinkProtocol>(options: ErrandOptions): Errands<P> {
  const { sleep = machineSleep } = options;
  const restarts = createRestarts(options);
  const worker = createErrandWorker<P>({ ...options, onUnopened: (error) => become(messageOf(error)) });
  /** Why it was given up. */
  let broken: string | null = null;

  const state = (): Subsystem => {
    const seen_ms = worker.seenAt();
    return {
      name: options.name,
      state: worker.isRunning() ? "running" : broken === null ? "idle" : "unhealthy",
      restarts: restarts.total(),
      last_heartbeat_at: seen_ms === null ? null : rfc3339(seen_ms),
      heap_bytes: worker.heapBytes(),
      message: broken,
    };
  };
  const become = (why: string | null): void => {
    if (broken === why) return;
    broken = why;
    options.onState?.(state());
  };

  /** Asks anew where a worker dies of the question, or by chance meanwhile. */
  const persist = async <N extends keyof P["calls"] & string>(
    name: N,
    input: P["calls"][N]["input"],
    call: CallOptions,
  ): Promise<P["calls"][N]["output"]> => {
    for (;;) {
      try {
        const output = await worker.ask(name, input, call);
        become(null);
        return output;
      } catch (error) {
        const death = worker.death();
        if (death === null || death === "silence" || !(error instanceof CortexError)) throw error;
        await worker.gone();
        const pause_ms = restarts.next();
        if (pause_ms === null) {
          become(`${error.message}; ${restarts.givenUp()}`);
          throw error;
        }
        await sleep(pause_ms, call.signal).catch(() => {});
        if (call.signal?.aborted) throw error;
      }
    }
  };

  let line: Promise<unknown> = Promise.resolve();
  return {
    ask: (name, input, call = {}) => {
      const answer = line.then(() => persist(name, input, call));
      line = answer.catch(() => {});
      return answer;
    },
    heartbeatAt: worker.heartbeatAt,
    heapBytes: worker.heapBytes,
    restarts: restarts.total,
    state,
    [Symbol.dispose]: () => worker[Symbol.dispose](),
  };
}
