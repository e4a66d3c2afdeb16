/**
 * Pieces of a text are told this far apart at least, milliseconds: each is a message, which takes time from the model.
 */
const APART_MS = 40;

/** A text that is told in pieces. */
export interface Pieces {
  /** Tells it, or keeps it for the next piece where one was told just before. */
  add(text: string): void;
  /** Tells what is left. */
  end(): void;
}

/**
 * Nothing is told yet; the first piece is told at once.
 * @param now_ms A clock that never goes back; another one in tests.
 */
export function inPieces(
  tell: (text: string) => void,
  now_ms: () => number = () => performance.now(),
): Pieces {
  let waiting = "";
  let told_ms = -Infinity;
  const end = (): void => {
    if (waiting === "") return;
    tell(waiting);
    waiting = "";
    told_ms = now_ms();
  };
  return {
    add: (text) => {
      waiting += text;
      if (now_ms() - told_ms >= APART_MS) end();
    },
    end,
  };
}
