/** Passes calls on at once or, when they come faster than the pause, one for many. */
export class Pace {
  readonly #pause_ms: number;
  readonly #pass: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting = false;

  /** @param pause_ms Least pause between two that are passed on. */
  constructor(pause_ms: number, pass: () => void) {
    this.#pause_ms = pause_ms;
    this.#pass = pass;
  }

  touch(): void {
    if (this.#timer !== undefined) {
      this.#waiting = true;
      return;
    }
    this.#pass();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (!this.#waiting) return;
      this.#waiting = false;
      this.touch();
    }, this.#pause_ms);
  }

  /** Nothing is passed on any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = false;
  }
}
