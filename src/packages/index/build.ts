import { archIndex } from "../arch/index_source.ts";
import { debianIndex } from "../debian/index_source.ts";
import type { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import type { IndexInfo, IndexProblem } from "./columns.ts";
import { replaceIndexFile } from "./replace.ts";
import type { IndexSource } from "./row.ts";
import { encodeIndex, type ManagedRow } from "./write.ts";

/** Every package manager that is indexed. */
const SOURCES: readonly IndexSource[] = [debianIndex, archIndex];

/** Most problems that are kept; more say no more. */
const MAX_PROBLEMS = 100;

/** What an index is built from and where it goes. */
export interface BuildOptions {
  /** The whole path of the index; written beside it and renamed when it is whole. */
  readonly path: string;
  /** Of the files, taken before the first of them is read. */
  readonly fingerprint: string;
  /** Wall clock, milliseconds. */
  readonly now_ms: number;
}

/**
 * Reads what every package manager of a host knows and writes it as one index. Throws PackageFileError, with the old
 * index left in place, when the database of installed packages cannot be read, and what the file system throws.
 */
export async function buildPackageIndex(
  files: PackageFiles,
  { path, fingerprint, now_ms }: BuildOptions,
): Promise<IndexInfo> {
  const found: ManagedRow[] = [];
  const managers: string[] = [];
  const problems: IndexProblem[] = [];
  for (const { manager, present, rows } of SOURCES) {
    if (!await present(files)) continue;
    managers.push(manager);
    const read = await rows(files);
    for (const row of read.rows) found.push({ ...row, manager });
    problems.push(...read.problems.map(problemOf));
  }
  const { info, chunks } = encodeIndex(found, {
    built_at_ms: now_ms,
    fingerprint,
    managers,
    problems: problems.slice(0, MAX_PROBLEMS),
  });
  replaceIndexFile(path, chunks);
  return info;
}

function problemOf({ file, line, reason }: PackageFileError): IndexProblem {
  return { file, line, reason };
}
