import { FileError } from "../core/file_error.ts";

/** A feed that is there and is not what it should be; the feed before it stays in force. */
export class FeedError extends FileError {
  override readonly name = "FeedError";
  constructor(file: string, line: number, reason: string) {
    super(`feed "${file}"`, file, line, reason);
  }
}
