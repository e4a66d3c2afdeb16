/** Where a command's words go. */
export interface Terminal {
  /** Width to keep within; infinite where nobody looks. */
  readonly columns: number;
  readonly color: boolean;
  /** To standard output. Throws {@link OutputClosed} when its reader has left. */
  write(text: string): void;
  /** To standard error. */
  warn(text: string): void;
}

/** The reader of the output has left, as `head` does: nothing more to say, and no failure. */
export class OutputClosed extends Error {
  override readonly name = "OutputClosed";
}

/** The terminal or file this process writes to. */
export function openTerminal(env: (name: string) => string | undefined): Terminal {
  const terminal = Deno.stdout.isTerminal();
  return {
    columns: columnsOf(env("COLUMNS"), terminal),
    color: terminal && !env("NO_COLOR") && env("TERM") !== "dumb",
    write: (text) => writeAll(Deno.stdout, text),
    warn: (text) => {
      try {
        writeAll(Deno.stderr, text);
      } catch (error) {
        // Nobody is left to be told.
        if (!(error instanceof OutputClosed)) throw error;
      }
    },
  };
}

/** Lines are not cut in a file or pipe, unless $COLUMNS asks for it. */
function columnsOf(asked: string | undefined, terminal: boolean): number {
  if (asked !== undefined && /^[1-9]\d{0,4}$/.test(asked)) return Number(asked);
  if (!terminal) return Number.POSITIVE_INFINITY;
  try {
    return Deno.consoleSize().columns || 80;
  } catch {
    return 80;
  }
}

function writeAll(stream: { writeSync(bytes: Uint8Array): number }, text: string): void {
  let bytes = new TextEncoder().encode(text);
  try {
    while (bytes.length > 0) bytes = bytes.subarray(stream.writeSync(bytes));
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) throw new OutputClosed("The reader has left");
    throw error;
  }
}
