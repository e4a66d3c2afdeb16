/** Signals that are passed on to the child. SIGINT too: whoever sends it to the launcher alone means both. */
const PASSED: readonly Deno.Signal[] = ["SIGINT", "SIGTERM", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGWINCH"];

/** How often the launcher looks whether its own parent still lives, milliseconds. */
const PARENT_CHECK_MS = 500;

/** Circumstances of a child. */
export interface ChildOptions {
  /**
   * Ends the child when what started the launcher is gone: `deno task` does not pass SIGTERM on.
   * @default {true}
   */
  readonly follow_parent?: boolean;
  /** Variables that it gets beside the launcher's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Told of each signal that is passed on. */
  onSignal?(signal: Deno.Signal): void;
}

/** Runs this Deno with other flags, on the same terminal, passes signals on, and gives back its exit code. */
export async function runChild(
  args: readonly string[],
  { follow_parent = true, env = {}, onSignal }: ChildOptions = {},
): Promise<number> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [...args],
    env,
    stdin: "inherit",
    stdout: "inherit",
    stderr: "inherit",
  }).spawn();
  const send = (signal: Deno.Signal) => {
    try {
      child.kill(signal);
    } catch {
      // The child has just ended by itself.
    }
  };
  const pass = (signal: Deno.Signal) => {
    onSignal?.(signal);
    send(signal);
  };
  const listeners = PASSED.map((signal) => ({ signal, listener: () => pass(signal) }));
  for (const { signal, listener } of listeners) Deno.addSignalListener(signal, listener);
  const parent = Deno.ppid;
  const orphaned = setInterval(() => {
    if (follow_parent && Deno.ppid !== parent) send("SIGTERM");
  }, PARENT_CHECK_MS);
  try {
    const status = await child.status;
    return status.code;
  } finally {
    clearInterval(orphaned);
    for (const { signal, listener } of listeners) Deno.removeSignalListener(signal, listener);
  }
}
