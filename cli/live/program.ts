import type { CortexError } from "../../src/contract/wire.ts";
import type { View } from "../text/paint.ts";
import type { Key } from "./keys.ts";
import type { Size } from "./redraw.ts";

/** What every live screen keeps, whatever it shows. */
export interface Live<Data> {
  /** The last answer; null until the first one is there. */
  readonly data: Data | null;
  /** Why there was no answer to the last question; null when there was. */
  readonly fault: CortexError | null;
  /** Nothing is asked again until it ends. */
  readonly paused: boolean;
  /** Rows scrolled away above. */
  readonly offset: number;
}

/** What a screen starts with. */
export const BLANK: Live<never> = { data: null, fault: null, paused: false, offset: 0 };

/** A view with its height; infinite where there is no terminal and everything is shown once. */
export type Frame = View & Size;

/** A live screen: all of it pure but `load`. */
export interface Program<Model extends Live<Data>, Data, Wish> {
  readonly start: Model;
  /** Pause between two answers, milliseconds. */
  readonly interval_ms: number;
  /** What must be known to show this; one that is new is loaded at once. */
  wish(model: Model, size: Size): Wish;
  /** Asks the daemon. Fails with a CortexError. */
  load(wish: Wish, signal: AbortSignal): Promise<Data>;
  /** The model after a key; null ends the screen. */
  press(model: Model, key: Key, size: Size): Model | null;
  /** Lines for the whole frame. */
  view(model: Model, frame: Frame): string;
}
