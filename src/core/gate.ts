/** How many may be inside and how many may wait for it; read anew at each call, so that a reload takes hold. */
export interface GateLimits {
  readonly max_running: number;
  readonly max_waiting: number;
}

/** What becomes of somebody who wants in. */
export type Admission = "entered" | "full" | Place;

/** A place in the line. */
export interface Place {
  /** Resolves when it is this one's turn, which is then inside; rejects when the gate closes. */
  readonly turn: Promise<void>;
  /** Whether its turn has come, so that it must {@link Gate.exit}. */
  readonly entered: boolean;
  /** Gives the place up; nothing happens when its turn has come already. */
  leave(): void;
}

/** A place as the gate sees it. */
class WaitingPlace implements Place {
  readonly turn: Promise<void>;
  readonly enter: () => void;
  readonly refuse: (reason: Error) => void;
  entered = false;
  readonly #line: Set<WaitingPlace>;

  constructor(line: Set<WaitingPlace>) {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.turn = promise;
    this.enter = resolve;
    this.refuse = reject;
    this.#line = line;
    line.add(this);
  }

  leave(): void {
    this.#line.delete(this);
  }
}

/** Admission, first come first served: so many at once, so many in line behind them, nobody else. */
export class Gate {
  readonly #limits: () => GateLimits;
  readonly #line = new Set<WaitingPlace>();
  #running = 0;

  constructor(limits: () => GateLimits) {
    this.#limits = limits;
  }

  /** Those inside. */
  get running(): number {
    return this.#running;
  }

  /** Those in line. */
  get waiting(): number {
    return this.#line.size;
  }

  /** Goes in, or takes a place in the line, or is told at once that both are full. */
  enter(): Admission {
    const { max_running, max_waiting } = this.#limits();
    if (this.#running < max_running && this.#line.size === 0) {
      this.#running++;
      return "entered";
    }
    return this.#line.size < max_waiting ? new WaitingPlace(this.#line) : "full";
  }

  /** Somebody inside goes out; the first in line goes in. */
  exit(): void {
    this.#running--;
    const { max_running } = this.#limits();
    for (const place of this.#line) {
      if (this.#running >= max_running) return;
      place.leave();
      place.entered = true;
      this.#running++;
      place.enter();
    }
  }

  /** Sends everybody in line away. */
  close(reason: () => Error): void {
    for (const place of this.#line) {
      place.leave();
      place.refuse(reason());
    }
  }
}
