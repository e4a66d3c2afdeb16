import type { Size } from "../../../cli/live/redraw.ts";
import type { Screen, ScreenEvent } from "../../../cli/live/screen.ts";
import { createEmulator } from "./_emulator.ts";

/** A screen in memory. */
export interface MemoryScreen extends Screen {
  /** Tells what happens to it. */
  tell(event: ScreenEvent): void;
  /** Presses keys: characters, or names of keys. */
  press(...keys: string[]): void;
  resize(size: Size): void;
  lines(): string[];
  /** What was written since the last time. */
  written(): string;
  /** Taken over, and not given back yet. */
  isOpen(): boolean;
}

/** A screen of that size, closed. */
export function memoryScreen(start: Size = { columns: 80, rows: 24 }): MemoryScreen {
  let size = start;
  let emulator = createEmulator(size);
  let tell: ((event: ScreenEvent) => void) | undefined;
  let written = "";
  const say = (event: ScreenEvent) => {
    if (tell === undefined) throw new Error("The screen is not open");
    tell(event);
  };
  return {
    color: false,
    size: () => size,
    open: (listener) => tell = listener,
    close: () => tell = undefined,
    write: (text) => {
      written += text;
      emulator.write(text);
    },
    tell: say,
    press: (...keys) => say({ type: "keys", keys }),
    resize: (to) => {
      size = to;
      emulator = createEmulator(size);
      say({ type: "changed" });
    },
    lines: () => emulator.lines(),
    written: () => {
      const text = written;
      written = "";
      return text;
    },
    isOpen: () => tell !== undefined,
  };
}

/** Clocks that go on when they are told to. */
export function handClocks(start_ms: number) {
  const timers = new Map<() => void, number>();
  let now_ms = start_ms;
  return {
    wall: () => now_ms,
    after: (ms: number, run: () => void) => {
      timers.set(run, now_ms + ms);
      return () => timers.delete(run);
    },
    /** Lets time pass and everything that waits for it run. */
    async pass(ms: number) {
      now_ms += ms;
      for (const [run, at] of timers) {
        if (at > now_ms) continue;
        timers.delete(run);
        run();
      }
      await settled();
    },
    /** Milliseconds until the next timer; undefined where there is none. */
    next: () => timers.size === 0 ? undefined : Math.min(...timers.values()) - now_ms,
  };
}

/** Everything that does not wait for time or for others has run. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
