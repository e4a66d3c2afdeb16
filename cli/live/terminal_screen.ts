import { keyReader } from "./keys.ts";
import { ENTER, LEAVE, type Size } from "./redraw.ts";
import type { Screen, ScreenEvent } from "./screen.ts";

/** Signals that end a screen, by their numbers (signal(7)). */
const ENDING = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGTERM: 15 } as const;

/** Ways out of the process that no signal and no `finally` sees. */
const LAST_MOMENTS = ["unload", "error", "unhandledrejection"] as const;

/** Where a terminal does not say how large it is. */
const USUAL: Size = { columns: 80, rows: 24 };

/** The terminal of this process; null where in- or output is none, or one without a cursor that can be placed. */
export function terminalScreen(env: (name: string) => string | undefined): Screen | null {
  if (!Deno.stdin.isTerminal() || !Deno.stdout.isTerminal() || env("TERM") === "dumb") return null;
  let give_back: (() => void) | undefined;
  return {
    color: !env("NO_COLOR"),
    size,
    write,
    open: (tell) => {
      give_back = takeOver(tell);
    },
    close: () => {
      give_back?.();
      give_back = undefined;
    },
  };
}

/** Keys one by one and unseen, the other screen, signals heard; gives back what undoes all of it. */
function takeOver(tell: (event: ScreenEvent) => void): () => void {
  const enter = () => {
    Deno.stdin.setRaw(true);
    write(ENTER);
  };
  let left = false;
  const leave = () => {
    if (left) return;
    left = true;
    stopListening();
    try {
      write(LEAVE);
      Deno.stdin.setRaw(false);
    } catch {
      // The terminal is gone, and with it whatever was to be put right.
    }
  };
  const listeners: [Deno.Signal, () => void][] = [
    ["SIGWINCH", () => tell({ type: "changed" })],
    // Stopped and continued from outside: the shell has had the terminal.
    ["SIGCONT", () => {
      enter();
      tell({ type: "changed" });
    }],
    ...Object.entries(ENDING).map(([name, number]): [Deno.Signal, () => void] => [
      name as keyof typeof ENDING,
      () => tell({ type: "ended", exit: 128 + number }),
    ]),
  ];
  const stopListening = () => {
    for (const [signal, listener] of listeners) Deno.removeSignalListener(signal, listener);
    for (const moment of LAST_MOMENTS) removeEventListener(moment, leave);
  };
  for (const [signal, listener] of listeners) Deno.addSignalListener(signal, listener);
  for (const moment of LAST_MOMENTS) addEventListener(moment, leave);
  enter();
  void readKeys(tell);
  return leave;
}

/** Tells every key until the terminal is closed; the process ends in the middle of a read. */
async function readKeys(tell: (event: ScreenEvent) => void): Promise<void> {
  const read = keyReader();
  const decoder = new TextDecoder();
  const bytes = new Uint8Array(256);
  try {
    for (let count; (count = await Deno.stdin.read(bytes)) !== null;) {
      tell({ type: "keys", keys: read(decoder.decode(bytes.subarray(0, count), { stream: true })) });
    }
  } catch {
    // A terminal that hung up cannot be read any more (EIO).
  }
  tell({ type: "ended", exit: 128 + ENDING.SIGHUP });
}

function size(): Size {
  try {
    const { columns, rows } = Deno.consoleSize();
    return columns > 0 && rows > 0 ? { columns, rows } : USUAL;
  } catch {
    return USUAL;
  }
}

function write(text: string): void {
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) bytes = bytes.subarray(Deno.stdout.writeSync(bytes));
}
