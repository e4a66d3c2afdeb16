import { CortexError, type Subsystem } from "../contract/wire.ts";
import { rfc3339 } from "./clock.ts";
import { messageOf } from "./message_of.ts";
import { createRestarts, type RestartTerms } from "./restarts.ts";
import { sleep as machineSleep } from "./sleep.ts";
import {
  type CallOptions,
  type LinkOptions,
  openLink,
  type WorkerEnd,
  type WorkerLink,
} from "./worker_link.ts";
import type { LinkProtocol } from "./worker_protocol.ts";

/** How a worker is made and watched, where that is to differ: in tests. */
export type WorkerTerms = Partial<
  Pick<LinkOptions<LinkProtocol>, "spawn" | "heartbeat_ms"> & Pick<RestartTerms, "back_off">
>;

/** What {@link createErrands} takes. */
export interface ErrandOptions extends
  Pick<
    LinkOptions<LinkProtocol>,
    "name" | "spawn" | "ready_timeout_ms" | "heartbeat_ms" | "clock" | "sleep"
  >,
  Omit<RestartTerms, "clock"> {
  /** How long a worker stays for the next question when it has answered one. @default {0} */
  readonly stay_ms?: number | undefined;
  /** A worker hangs; nothing but the end of the process ends that. */
  onHang?: ((reason: Error) => void) | undefined;
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
  const { onHang, onState, stay_ms = 0, sleep = machineSleep, ...terms } = options;
  const restarts = createRestarts(terms);
  /** Fulfils when the worker before has ended. */
  let last: Promise<unknown> = Promise.resolve();
  let running: WorkerLink<P> | undefined;
  /** The worker that has answered and stays. */
  let staying: { readonly link: WorkerLink<P>; readonly taken: AbortController } | undefined;
  /** Told where the worker that runs dies. */
  let died: (how: WorkerEnd) => void = () => {};
  /** No worker stays any more. */
  let ended = false;
  let seen_ms: number | null = null;
  /** Why it was given up. */
  let broken: string | null = null;

  const heapBytes = (): number | null => (running ?? staying?.link)?.heapBytes() ?? null;
  const state = (): Subsystem => {
    const beat_ms = running?.heartbeatAt() ?? seen_ms;
    return {
      name: options.name,
      state: running !== undefined ? "running" : broken === null ? "idle" : "unhealthy",
      restarts: restarts.total(),
      last_heartbeat_at: beat_ms === null ? null : rfc3339(beat_ms),
      heap_bytes: heapBytes(),
      message: broken,
    };
  };
  const become = (why: string | null): void => {
    if (broken === why) return;
    broken = why;
    onState?.(state());
  };

  /** The worker that stays, if one does; nothing stays after that. */
  const take = (): WorkerLink<P> | undefined => {
    const link = staying?.link;
    staying?.taken.abort();
    staying = undefined;
    return link;
  };
  const stay = (link: WorkerLink<P>): void => {
    const taken = new AbortController();
    staying = { link, taken };
    sleep(stay_ms, taken.signal).then(() => take()?.terminate(), () => {});
  };
  /** One that does not come up is not tried again before the next question: it would not do so then, either. */
  const open = async (): Promise<WorkerLink<P>> => {
    await last;
    try {
      const link: WorkerLink<P> = await openLink<P>({
        ...terms,
        sleep,
        onEnd: (reason, how) => {
          if (staying?.link === link) take();
          else died(how);
          if (how === "silence") onHang?.(reason);
        },
      });
      return link;
    } catch (error) {
      become(messageOf(error));
      throw error;
    }
  };

  /** What a worker makes of it. */
  const once = async <N extends keyof P["calls"] & string>(
    name: N,
    input: P["calls"][N]["input"],
    call: CallOptions,
  ): Promise<P["calls"][N]["output"]> => {
    const link = take() ?? await open();
    running = link;
    const leave = (): void => {
      seen_ms = link.heartbeatAt();
      running = undefined;
    };
    try {
      const output = await link.call(name, input, call);
      if (stay_ms > 0 && !ended) stay(link);
      else link.terminate();
      leave();
      return output;
    } catch (error) {
      last = link.dismiss().finally(leave);
      throw error;
    }
  };

  const persist = async <N extends keyof P["calls"] & string>(
    name: N,
    input: P["calls"][N]["input"],
    call: CallOptions,
  ): Promise<P["calls"][N]["output"]> => {
    for (;;) {
      let end: WorkerEnd | undefined;
      try {
        died = (how) => end = how;
        const output = await once(name, input, call);
        become(null);
        return output;
      } catch (error) {
        if (end === undefined || end === "silence" || !(error instanceof CortexError)) throw error;
        await last;
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
    heartbeatAt: () => running?.heartbeatAt() ?? null,
    heapBytes,
    restarts: restarts.total,
    state,
    [Symbol.dispose]: () => {
      ended = true;
      take()?.terminate();
    },
  };
}
