import { LogRing } from "../../../src/log/mod.ts";
import { type Config, configSchema } from "../../../src/config/mod.ts";
import { CoarseTimer } from "../../../src/core/coarse_timer.ts";
import { Connection } from "../../../src/ipc/raw/connection.ts";
import type { Conn } from "../../../src/ipc/raw/conn.ts";
import { Speaker } from "../../../src/ipc/raw/speaker.ts";
import { UnreadReplies } from "../../../src/ipc/raw/unread_replies.ts";
import { RequestIds } from "../../../src/ipc/request_ids.ts";
import type { Dispatcher } from "../../../src/operations/mod.ts";
import { createEventLog, type EventLog } from "../../../src/events/mod.ts";
import { RawCall } from "../../../src/ipc/raw/raw_call.ts";
import { Subscriptions } from "../../../src/ipc/raw/subscriptions.ts";
import { memoryEvents } from "../events/memory_events.ts";
import { NO_JOBS, NOON, testDispatcher } from "./_app.ts";

const SOCKET = "/run/cortex/cortex.sock";

/** A speaker over a dispatcher, at noon. */
export function testSpeaker(
  dispatcher: Dispatcher = testDispatcher(),
  ipc: Partial<Config["ipc"]> = {},
): Speaker {
  const config = { ...configSchema.parse({}).ipc, ...ipc };
  return new Speaker({ dispatcher, clock: NOON, config: () => config, path: SOCKET });
}

/** A call on a connection whose streams are never sent. */
export function testCall(request_id: string): RawCall {
  const subscriptions = new Subscriptions({
    sources: { events: createEventLog({ events: memoryEvents() }), logs: new LogRing(0), jobs: NO_JOBS },
    clock: NOON,
    timer: new CoarseTimer(NOON),
    timeout_ms: () => 0,
    send: () => Promise.resolve(),
    close: () => {},
  });
  return new RawCall(request_id, subscriptions);
}

/** Our end of a connection: what the client sends is put in, what it gets is taken out. */
export class MemoryConn implements Conn {
  readonly #sent: Uint8Array[] = [];
  readonly #decoder = new TextDecoder();
  readonly #sleepers: (() => void)[] = [];
  #ended = false;
  #closed = false;
  /** All that was written to the client. */
  got = "";
  /** Most bytes that one write takes; 0 for a client that does not read. */
  write_size = Infinity;

  /** The client sends bytes. */
  send(text: string | Uint8Array): void {
    this.#sent.push(typeof text === "string" ? new TextEncoder().encode(text) : text);
    this.wake();
  }

  /** Whoever waits looks again. */
  wake(): void {
    for (const wake of this.#sleepers.splice(0)) wake();
  }

  /** The client ends its side. */
  end(): void {
    this.#ended = true;
    this.wake();
  }

  get closed(): boolean {
    return this.#closed;
  }

  async read(into: Uint8Array): Promise<number | null> {
    while (this.#sent.length === 0 && !this.#ended && !this.#closed) {
      await new Promise<void>((resolve) => this.#sleepers.push(resolve));
    }
    if (this.#closed) throw new Deno.errors.BadResource("closed");
    const next = this.#sent.shift();
    if (next === undefined) return null;
    const count = Math.min(next.length, into.length);
    into.set(next.subarray(0, count));
    if (count < next.length) this.#sent.unshift(next.subarray(count));
    return count;
  }

  async write(bytes: Uint8Array): Promise<number> {
    await Promise.resolve();
    while (this.write_size === 0 && !this.#closed) {
      await new Promise<void>((resolve) => this.#sleepers.push(resolve));
    }
    if (this.#closed) throw new Deno.errors.BadResource("closed");
    const count = Math.min(bytes.length, this.write_size);
    this.got += this.#decoder.decode(bytes.subarray(0, count), { stream: true });
    return count;
  }

  closeWrite(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {
    if (this.#closed) throw new Deno.errors.BadResource("closed");
    this.#closed = true;
    this.wake();
  }
}

/** A client and the connection that serves it, on a clock that is set by hand. */
export function connect(
  ipc: Partial<Config["ipc"]> = {},
  dispatcher: Dispatcher = testDispatcher(),
  events: EventLog = createEventLog({ events: memoryEvents() }),
) {
  let now = 0;
  const clock = { wall: NOON.wall, steady: () => now };
  const config = { ...configSchema.parse({}).ipc, ...ipc };
  const timer = new CoarseTimer(clock, 3_600_000);
  const client = new MemoryConn();
  const connection = new Connection(client, {
    speaker: new Speaker({ dispatcher, clock, config: () => config, path: SOCKET }),
    clock,
    timer,
    request_ids: new RequestIds("t-"),
    sources: { events, logs: new LogRing(0), jobs: NO_JOBS },
    unread: new UnreadReplies(() => config.raw_unread_bytes, clock),
    config: () => config,
  });
  const done = connection.run().finally(() => timer.stop());
  return {
    client,
    connection,
    done,
    /** Lets everything happen that waits for nothing but its turn. */
    settle: () => new Promise<void>((resolve) => setTimeout(resolve, 0)),
    setClock: (ms: number) => {
      now = ms;
      timer.check();
    },
  };
}
