import type { Clock } from "./clock.ts";

/** Something that ends when it is overdue. */
export interface Expiring {
  /** When, by the steady clock, milliseconds; Infinity for never. May change while it is watched. */
  readonly expires_ms: number;
  /** Called once; it is no longer watched then. Must not throw. */
  expire(): void;
}

/**
 * One timer for any number of deadlines that need no exactness: watching and forgetting cost a set's entry, and
 * what is overdue ends at most one tick late. It runs only while something is watched.
 */
export class CoarseTimer {
  readonly #clock: Clock;
  readonly #tick_ms: number;
  readonly #watched = new Set<Expiring>();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(clock: Clock, tick_ms = 100) {
    this.#clock = clock;
    this.#tick_ms = tick_ms;
  }

  /** How many are watched. */
  get size(): number {
    return this.#watched.size;
  }

  watch(entry: Expiring): void {
    this.#watched.add(entry);
    this.#timer ??= setInterval(() => this.check(), this.#tick_ms);
  }

  forget(entry: Expiring): void {
    this.#watched.delete(entry);
  }

  /** Ends what is overdue. The timer calls it; a test may too. */
  check(): void {
    const now = this.#clock.steady();
    for (const entry of this.#watched) {
      if (entry.expires_ms > now) continue;
      this.#watched.delete(entry);
      entry.expire();
    }
    if (this.#watched.size === 0) this.stop();
  }

  /** Stops the timer until something is watched again. */
  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
