/** A worker without a thread: both sides of a link in one place, and time that moves when told. */
import type { LinkScope } from "../../../src/core/serve_link.ts";
import type { Sleep } from "../../../src/core/sleep.ts";
import type { WorkerPort } from "../../../src/core/spawn_worker.ts";

/** The two ends of a worker; messages arrive in a later turn, as from a thread. */
export interface PortPair {
  readonly port: WorkerPort;
  readonly scope: LinkScope & EventTarget;
  /** What the main side sent. */
  readonly sent: string[];
  terminated(): boolean;
}

/** A pair whose worker side nobody serves yet. */
export function portPair(): PortPair {
  const sent: string[] = [];
  let terminated = false;
  let closed = false;
  const deliver = (to: { onmessage: ((event: MessageEvent) => void) | null }, data: string) =>
    queueMicrotask(() =>
      terminated || (closed && to === scope) || to.onmessage?.(new MessageEvent("message", { data }))
    );
  const port: WorkerPort = {
    onmessage: null,
    onerror: null,
    postMessage(message) {
      sent.push(message);
      deliver(scope, message);
    },
    terminate: () => void (terminated = true),
  };
  const scope = Object.assign(new EventTarget(), {
    onmessage: null,
    postMessage: (message: string) => deliver(port, message),
    close: () => void (closed = true),
  });
  return { port, scope, sent, terminated: () => terminated };
}

/** Time under control: whoever sleeps wakes when it has been moved far enough. */
export interface FakeTime {
  readonly sleep: Sleep;
  readonly clock: { wall(): number; steady(): number };
  /** Moves time on, waking sleepers in order and letting each do what it does at once. */
  pass(ms: number): Promise<void>;
  /** What sleepers wait for, in milliseconds from now. */
  waits(): number[];
}

/** Time that stands at 0. */
export function fakeTime(): FakeTime {
  let now = 0;
  let sleepers: { at: number; wake: () => void }[] = [];
  return {
    clock: { wall: () => Date.UTC(2026, 0, 1) + now, steady: () => now },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper = { at: now + ms, wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener("abort", () => {
          sleepers = sleepers.filter((each) => each !== sleeper);
          reject(signal.reason);
        });
      }),
    async pass(ms) {
      const end = now + ms;
      for (;;) {
        await settle();
        const [next] = sleepers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        sleepers = sleepers.filter((each) => each !== next);
        now = next.at;
        next.wake();
      }
      now = end;
    },
    waits: () => sleepers.map(({ at }) => at - now).sort((a, b) => a - b),
  };
}

/** Lets everything happen that needs no time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
