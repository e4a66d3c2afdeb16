import { type Sleep, sleep as machineSleep } from "./sleep.ts";
import type { CallOptions } from "./worker_calls.ts";
import { type LinkOptions, openLink, type WorkerEnd, type WorkerLink } from "./worker_link.ts";
import type { LinkProtocol } from "./worker_protocol.ts";

/** What {@link createErrandWorker} takes. */
export interface ErrandWorkerOptions extends
  Pick<
    LinkOptions<LinkProtocol>,
    "name" | "spawn" | "ready_timeout_ms" | "heartbeat_ms" | "clock"
  > {
  readonly sleep?: Sleep;
  /** How long a worker stays for the next question when it has answered one. @default {0} */
  readonly stay_ms?: number | undefined;
  /** A worker hangs; nothing but the end of the process ends that. */
  onHang?: ((reason: Error) => void) | undefined;
  /** One has not come up. It is not tried again before the next question: it would not do so then, either. */
  onUnopened(error: unknown): void;
}

/** A worker that is there for a question, or for some that follow each other. */
export interface ErrandWorker<P extends LinkProtocol> extends Disposable {
  /** Asks the one that stays, or a new one. Fails as the call does. One question at a time. */
  ask<N extends keyof P["calls"] & string>(
    name: N,
    input: P["calls"][N]["input"],
    call: CallOptions,
  ): Promise<P["calls"][N]["output"]>;
  /** Fulfils when none runs that has failed. */
  gone(): Promise<void>;
  /** How the worker of the last question died; null where it did not. */
  death(): WorkerEnd | null;
  isRunning(): boolean;
  /** Wall clock of the last sign of life of the one that runs, milliseconds; null while none does. */
  heartbeatAt(): number | null;
  /** The same of the one that ran last. */
  seenAt(): number | null;
  /** Heap of the one that runs or stays, bytes. */
  heapBytes(): number | null;
}

/** None is started before the first question. */
export function createErrandWorker<P extends LinkProtocol>(options: ErrandWorkerOptions): ErrandWorker<P> {
  const { onHang, onUnopened, stay_ms = 0, sleep = machineSleep, ...terms } = options;
  /** Fulfils when the worker before has ended. */
  let last: Promise<void> = Promise.resolve();
  let running: WorkerLink<P> | undefined;
  /** The worker that has answered and stays. */
  let staying: { readonly link: WorkerLink<P>; readonly taken: AbortController } | undefined;
  let death: WorkerEnd | null = null;
  /** No worker stays any more. */
  let ended = false;
  let seen_ms: number | null = null;

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
  const open = async (): Promise<WorkerLink<P>> => {
    await last;
    try {
      const link: WorkerLink<P> = await openLink<P>({
        ...terms,
        sleep,
        onEnd: (reason, how) => {
          if (staying?.link === link) take();
          else death = how;
          if (how === "silence") onHang?.(reason);
        },
      });
      return link;
    } catch (error) {
      onUnopened(error);
      throw error;
    }
  };

  return {
    ask: async (name, input, call) => {
      death = null;
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
    },
    gone: () => last,
    death: () => death,
    isRunning: () => running !== undefined,
    heartbeatAt: () => running?.heartbeatAt() ?? null,
    seenAt: () => running?.heartbeatAt() ?? seen_ms,
    heapBytes: () => (running ?? staying?.link)?.heapBytes() ?? null,
    [Symbol.dispose]: () => {
      ended = true;
      take()?.terminate();
    },
  };
}
