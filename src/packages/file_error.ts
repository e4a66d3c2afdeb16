import { FileError } from "../core/file_error.ts";

/** A file of a package database that is there and is not what it should be. The rest of the database goes on. */
export class PackageFileError extends FileError {
  override readonly name = "PackageFileError";
  constructor(file: string, line: number, reason: string) {
    super(`"${file}"`, file, line, reason);
  }
}
