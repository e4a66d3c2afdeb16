import { CortexError } from "../../src/contract/wire.ts";
import { createMailbox } from "./mailbox.ts";
import type { Live, Program } from "./program.ts";
import { CLEAR, redraw } from "./redraw.ts";
import { type Screen, ScreenEnded, type ScreenEvent } from "./screen.ts";

/** Clocks of a screen; tests bring their own. */
export interface Clocks {
  /** Wall clock, milliseconds. */
  wall(): number;
  /** Runs something later, once; gives back what prevents it. */
  after(ms: number, run: () => void): () => void;
}

type Message<Data> =
  | ScreenEvent
  | { readonly type: "due" }
  | { readonly type: "loaded"; readonly data: Data; readonly asked: AbortSignal }
  | { readonly type: "failed"; readonly error: unknown; readonly asked: AbortSignal };

/** A daemon that does not answer is asked again this soon, milliseconds. */
const AGAIN_MS = 1000;

/**
 * Shows a program on a screen until a key ends it: each message changes the model, then what the model wants is
 * asked for and what differs is drawn. The screen is given back however it ends. Throws {@link ScreenEnded}, and
 * whatever the program throws.
 */
export async function play<Model extends Live<Data>, Data, Wish>(
  program: Program<Model, Data, Wish>,
  screen: Screen,
  clocks: Clocks,
): Promise<void> {
  const mailbox = createMailbox<Message<Data>>();
  const questions = createQuestions(program, mailbox.put, clocks);
  let model = program.start;
  let shown: readonly string[] = [];

  const draw = () => {
    const size = screen.size();
    const frame = { ...size, color: screen.color, now: clocks.wall() };
    const wanted = program.view(model, frame).split("\n").slice(0, size.rows);
    const text = redraw(shown, wanted);
    if (text !== "") screen.write(text);
    shown = wanted;
  };

  screen.open(mailbox.put);
  try {
    while (true) {
      questions.ask(model, screen.size());
      draw();
      const message = await mailbox.next();
      switch (message.type) {
        case "keys":
          for (const key of message.keys) {
            if (key === "ctrl_l") shown = cleared(screen);
            const next = program.press(model, key, screen.size());
            if (next === null) return;
            model = next;
          }
          break;
        case "changed":
          shown = cleared(screen);
          break;
        case "ended":
          throw new ScreenEnded(message.exit);
        case "due":
          break;
        case "loaded":
          if (!message.asked.aborted) model = { ...model, data: message.data, fault: null };
          break;
        case "failed":
          if (!message.asked.aborted) model = { ...model, fault: faultOf(message.error) };
          break;
      }
    }
  } finally {
    questions.stop();
    screen.close();
  }
}

function cleared(screen: Screen): readonly string[] {
  screen.write(CLEAR);
  return [];
}

/** A fault of the daemon is shown and passes; one of this program does not. */
function faultOf(error: unknown): CortexError {
  if (error instanceof CortexError) return error;
  throw error;
}

/**
 * Asks what a model wants: at once when that is new, else when it is due; one question at a time, the last one counts.
 */
function createQuestions<Model extends Live<Data>, Data, Wish>(
  program: Pick<Program<Model, Data, Wish>, "wish" | "load" | "interval_ms">,
  put: (message: Message<Data>) => void,
  clocks: Clocks,
) {
  let asked: string | undefined;
  let due = false;
  let running = new AbortController();
  let cancel = () => {};
  const dueIn = (ms: number) => {
    cancel = clocks.after(ms, () => {
      due = true;
      put({ type: "due" });
    });
  };
  const ask = (model: Model, size: Parameters<Program<Model, Data, Wish>["wish"]>[1]) => {
    const wish = program.wish(model, size);
    const text = JSON.stringify(wish);
    if (text === asked && (!due || model.paused)) return;
    asked = text;
    due = false;
    cancel();
    running.abort();
    running = new AbortController();
    const { signal } = running;
    program.load(wish, signal).then((data) => {
      put({ type: "loaded", data, asked: signal });
      if (!signal.aborted) dueIn(program.interval_ms);
    }, (error) => {
      put({ type: "failed", error, asked: signal });
      if (!signal.aborted) dueIn(Math.min(program.interval_ms, AGAIN_MS));
    });
  };
  const stop = () => {
    cancel();
    running.abort();
  };
  return { ask, stop };
}
