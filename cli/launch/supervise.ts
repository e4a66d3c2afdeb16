import { constants } from "node:os";

/** What {@link superviseChild} does its work with. */
export interface Supervision {
  /**
   * Runs the program to its end; gives back its exit code.
   * @param before How the run before ended; null for the first.
   */
  run(before: number | null): Promise<number>;
  /** Somebody asked for the end. */
  ending(): boolean;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  sleep(ms: number): Promise<void>;
  tell(message: string): void;
}

/** Restarts within the window; one more and it is given up, as the unit of systemd does. */
const MAX_RESTARTS = 5;
const WINDOW_MS = 300_000;

/** Pause before a restart; it doubles with each further one in the window. */
const PAUSE_MS = 1000;

/** Exit code for wrong usage: the same again would end the same. */
const WRONG_USAGE = 2;

/** Runs a program and starts it again whenever it ends without having been asked to; gives back its last exit code. */
export async function superviseChild({ run, ending, now, sleep, tell }: Supervision): Promise<number> {
  let restarts: number[] = [];
  for (let before: number | null = null;;) {
    const code = await run(before);
    before = code;
    if (code === 0 || code === WRONG_USAGE || ending()) return code;
    restarts = restarts.filter((at) => now() - at < WINDOW_MS);
    if (restarts.length >= MAX_RESTARTS) {
      tell(`The daemon ended with ${code}; given up after ${restarts.length} restarts`);
      return code;
    }
    const pause_ms = PAUSE_MS * 2 ** restarts.length;
    tell(`The daemon ended with ${code}; it is started again in ${pause_ms / 1000} s`);
    await sleep(pause_ms);
    if (ending()) return code;
    restarts.push(now());
  }
}

/** A shell's, and so a launcher's, exit code for a program that a signal has ended is this much more. */
const SIGNALLED = 128;

/** Tells the next run how the one before ended, in the words of systemd ($SERVICE_RESULT, systemd.exec(5)). */
export function seenEnd(code: number): Record<string, string> {
  const signal = Object.entries(constants.signals).find(([, number]) => number === code - SIGNALLED)?.[0];
  const seen = signal === undefined
    ? `exit-code exited ${code}`
    : `signal killed ${signal.replace("SIG", "")}`;
  return { CORTEX_PREVIOUS_END: seen };
}
