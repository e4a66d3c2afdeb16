/** A place of a file in words; line 0 is the whole file. */
export function placeInFile(file: string, line: number): string {
  return line > 0 ? `${file} line ${line}` : file;
}

/** A file that is there and is not what it should be. */
export class FileError extends Error {
  readonly file: string;
  /** Line of the file, unpacked, from 1; 0 where the fault is of the whole file. */
  readonly line: number;
  readonly reason: string;

  /** @param what The file, as the message calls it. */
  constructor(what: string, file: string, line: number, reason: string) {
    super(`Cannot read ${placeInFile(what, line)}: ${reason}`);
    this.file = file;
    this.line = line;
    this.reason = reason;
  }
}
