/** A file of a package database that is there and is not what it should be. The rest of the database goes on. */
export class PackageFileError extends Error {
  override readonly name = "PackageFileError";
  readonly file: string;
  /** Line of the file, from 1; 0 where the fault is of the whole file. */
  readonly line: number;
  readonly reason: string;
  constructor(file: string, line: number, reason: string) {
    super(`Cannot read "${file}"${line > 0 ? ` line ${line}` : ""}: ${reason}`);
    this.file = file;
    this.line = line;
    this.reason = reason;
  }
}
