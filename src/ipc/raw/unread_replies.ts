import type { Clock } from "../../core/clock.ts";
import { type Sleep, sleep } from "../../core/sleep.ts";
import { logger } from "../../log/mod.ts";

/** A client that has left its reply unread this long may be cut off when room is needed, milliseconds. */
const PATIENCE_MS = 100;

/**
 * A reply of this size fits into the socket's own buffer, read or not: one that still waits is no deaf client's, its
 * turn has not come. It does not count.
 */
const SMALL_BYTES = 4096;

/** Pause between two looks for room, milliseconds. */
const LOOK_MS = 5;

/** A reply that its client has not taken yet. */
interface Held {
  readonly bytes: number;
  readonly since_ms: number;
  readonly cut: () => void;
}

/**
 * What the replies to all clients may come to while nobody has read them. When that is used up, no further reply is
 * made until there is room, and those that have not been read for longest are cut off: a client that reads waits a
 * moment at most.
 */
export class UnreadReplies {
  readonly #limit_bytes: () => number;
  readonly #clock: Clock;
  readonly #sleep: Sleep;
  /** The oldest first. */
  readonly #held = new Set<Held>();
  readonly #waiting: (() => void)[] = [];
  #bytes = 0;
  #admitting = false;

  constructor(limit_bytes: () => number, clock: Clock, pause: Sleep = sleep) {
    this.#limit_bytes = limit_bytes;
    this.#clock = clock;
    this.#sleep = pause;
  }

  /** Bytes that wait for their clients. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether the next reply must wait for {@link room}. */
  get full(): boolean {
    return this.#admitting || this.#bytes >= this.#limit_bytes();
  }

  /** Resolves when a reply may be made, in the order of those who asked. */
  room(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    if (!this.#admitting) void this.#admit();
    return promise;
  }

  /**
   * Counts a reply, unless it is small, until it is written; gives back what ends that. `cut` must end its connection.
   */
  hold(bytes: number, cut: () => void): () => void {
    if (bytes <= SMALL_BYTES) return () => {};
    const held: Held = { bytes, since_ms: this.#clock.steady(), cut };
    this.#held.add(held);
    this.#bytes += bytes;
    return () => this.#release(held);
  }

  #release(held: Held): void {
    if (this.#held.delete(held)) this.#bytes -= held.bytes;
  }

  /** One reply a turn, so that each is counted before the next one is made. */
  async #admit(): Promise<void> {
    this.#admitting = true;
    let cut = 0;
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      cut += this.#makeRoom();
      const room = this.#bytes < this.#limit_bytes();
      if (room) {
        this.#waiting.shift();
        next();
      }
      await this.#sleep(room ? 0 : LOOK_MS);
    }
    this.#admitting = false;
    if (cut > 0) {
      logger("ipc").warn("Clients of the raw socket cut off: they had left {limit_bytes} bytes unread", {
        clients: cut,
        limit_bytes: this.#limit_bytes(),
      });
    }
  }

  /** Cuts off the oldest until there is room or those that are left may still read. How many it has cut off. */
  #makeRoom(): number {
    const patient_ms = this.#clock.steady() - PATIENCE_MS;
    let cut = 0;
    for (const held of this.#held) {
      if (this.#bytes < this.#limit_bytes() || held.since_ms > patient_ms) break;
      this.#release(held);
      held.cut();
      cut++;
    }
    return cut;
  }
}
