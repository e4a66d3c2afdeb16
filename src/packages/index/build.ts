import { type PutAt, putAtFirst } from "../../core/first_path.ts";
import { archIndex } from "../arch/index_source.ts";
import { debianIndex } from "../debian/index_source.ts";
import type { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import type { IndexInfo, IndexProblem } from "./columns.ts";
import { replaceIndexFile } from "./replace.ts";
import { decodeDetails } from "./details.ts";
import { createIndexReader, type IndexReader } from "./reader.ts";
import type { IndexSource } from "./row.ts";
import { IndexMaker } from "./maker.ts";
import { encodeIndex, type PackageIndex } from "./write.ts";

/** Every package manager that is indexed. */
const SOURCES: readonly IndexSource[] = [debianIndex, archIndex];

/** Most problems that are kept; more say no more. */
const MAX_PROBLEMS = 100;

/** What is known of an index before the packages are read. */
export interface IndexOptions {
  /** Of the files, taken before the first of them is read. */
  readonly fingerprint: string;
  /** Wall clock, milliseconds. */
  readonly now_ms: number;
}

/** An index that was written. */
export interface BuiltIndex extends PutAt {
  readonly info: IndexInfo;
}

/**
 * Reads what every package manager of a host knows and writes it as one index, at the first of the paths that can be
 * written: beside it, and renamed when it is whole. Throws PackageFileError, with the old index left in place, when the
 * database of installed packages cannot be read, and what the file system throws where no path can be written.
 */
export async function buildPackageIndex(
  files: PackageFiles,
  { paths, ...options }: IndexOptions & { readonly paths: readonly string[] },
): Promise<BuiltIndex> {
  const index = await readIndex(files, options);
  const chunks = encodeIndex(index);
  return { info: index.info, ...putAtFirst(paths, (path) => replaceIndexFile(path, chunks)) };
}

/** The same in memory, to be searched at once; null where the host has no package manager. Throws PackageFileError. */
export async function packageIndexReader(files: PackageFiles): Promise<IndexReader | null> {
  const { info, columns, groups, details } = await readIndex(files, { fingerprint: "", now_ms: 0 });
  if (info.managers.length === 0) return null;
  return createIndexReader(
    { groups, details: (from, to) => decodeDetails(details.subarray(from, to)) },
    columns,
  );
}

async function readIndex(files: PackageFiles, { fingerprint, now_ms }: IndexOptions): Promise<PackageIndex> {
  const maker = new IndexMaker();
  const managers: string[] = [];
  const problems: IndexProblem[] = [];
  for (const { manager, present, rows } of SOURCES) {
    if (!await present(files)) continue;
    managers.push(manager);
    const faults = await rows(files, (row) => maker.add(row));
    problems.push(...faults.map(problemOf));
  }
  return maker.finish({
    built_at_ms: now_ms,
    fingerprint,
    managers,
    problems: problems.slice(0, MAX_PROBLEMS),
  });
}

function problemOf({ file, line, reason }: PackageFileError): IndexProblem {
  return { file, line, reason };
}
