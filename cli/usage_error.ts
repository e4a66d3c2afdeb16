/** Wrong usage: nothing was asked of the daemon. Ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  /** Command whose `--help` says how it is done; empty for the program's own. */
  readonly command: string;
  constructor(message: string, command = "") {
    super(message);
    this.command = command;
  }
}
