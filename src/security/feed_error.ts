/** A feed that is there and is not what it should be; the feed before it stays in force. */
export class FeedError extends Error {
  override readonly name = "FeedError";
  readonly file: string;
  /** Line of the unpacked file, from 1; 0 where the fault is of the whole file. */
  readonly line: number;
  readonly reason: string;
  constructor(file: string, line: number, reason: string) {
    super(`Cannot read feed "${file}"${line > 0 ? ` line ${line}` : ""}: ${reason}`);
    this.file = file;
    this.line = line;
    this.reason = reason;
  }
}
