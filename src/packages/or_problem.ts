import { PackageFileError } from "./file_error.ts";

/** What a reading gives; a damaged file is noted, and the stand-in given. */
export async function orProblem<T>(
  problems: PackageFileError[],
  reading: Promise<T>,
  stand_in: T,
): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof PackageFileError)) throw error;
    problems.push(error);
    return stand_in;
  }
}
