import type { Key } from "./keys.ts";
import type { Size } from "./redraw.ts";

/** What a terminal tells. */
export type ScreenEvent =
  | { readonly type: "keys"; readonly keys: readonly Key[] }
  /** Another size, or the terminal was used by others in between: the picture must be drawn anew. */
  | { readonly type: "changed" }
  /** The terminal is gone or the process was told to end; the exit code that says so. */
  | { readonly type: "ended"; readonly exit: number };

/** A terminal that is a screen for a while. */
export interface Screen {
  readonly color: boolean;
  size(): Size;
  /** Takes the terminal over and tells what happens to it. */
  open(tell: (event: ScreenEvent) => void): void;
  write(text: string): void;
  /** Gives the terminal back as it was; once more does nothing. */
  close(): void;
}

/** A screen that something else than its own keys ended. */
export class ScreenEnded extends Error {
  override readonly name = "ScreenEnded";
  /** Exit code: 128 and the number of the signal, as shells count it. */
  readonly exit: number;
  constructor(exit: number) {
    super(`The screen was ended (${exit})`);
    this.exit = exit;
  }
}
