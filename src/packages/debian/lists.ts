import { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import { orProblem } from "../or_problem.ts";
import type { DpkgDatabase } from "./database.ts";
import { NO_RELEASE, readRelease, type Release } from "./release.ts";
import { LISTS_DIR } from "./places.ts";
import { readSources } from "./sources.ts";

/** One of apt's lists of packages, and the archive it came from. */
export interface ListFile {
  /** Absolute, with the ending of its packing. */
  readonly path: string;
  /** Host it came from, without a port; empty for a local one. */
  readonly site: string;
  readonly component: string;
  /** The architecture it was made for. */
  readonly architecture: string;
  readonly release: Release;
}

/** The lists that apt has, and the files that could not be read. */
export interface Lists {
  readonly lists: readonly ListFile[];
  readonly problems: readonly PackageFileError[];
}

/** The component and the architecture at the end of a list's name. */
const LIST = /^(.*)_binary-([^_]+)_Packages$/s;
const PACKED = /\.(gz|xz|lz4|zst|bz2|lzma)$/;

/**
 * Finds apt's lists by their names, each with its Release file, in the order in which apt reads them. Lists of archives
 * that are turned off lie there until the next update and do not count, nor do those of architectures that are none of
 * the host's. Where those are not known, all count.
 */
export async function findLists(
  files: PackageFiles,
  { native, foreign }: Pick<DpkgDatabase, "native" | "foreign">,
): Promise<Lists> {
  const folder = LISTS_DIR;
  const problems: PackageFileError[] = [];
  const names = await orProblem(problems, files.list(folder), []);
  const architectures = native === ""
    ? names.flatMap((name) => LIST.exec(name.replace(PACKED, ""))?.[2] ?? [])
    : [native, ...foreign];
  const sources = await readSources(files, architectures);
  problems.push(...sources.problems);
  const releases = new Map<string, Release>();
  for (const name of names) {
    const archive = /^(.*)_(?:In)?Release$/s.exec(name)?.[1];
    if (archive === undefined || releases.has(archive)) continue;
    try {
      releases.set(archive, await readRelease(files, `${folder}/${name}`) ?? NO_RELEASE);
    } catch (error) {
      if (!(error instanceof PackageFileError)) throw error;
      problems.push(error);
    }
  }
  const archives = [...releases.keys()].sort((a, b) => b.length - a.length);
  const lists = new Map<string, ListFile>();
  for (const name of names) {
    const plain = name.replace(PACKED, "");
    if (!plain.endsWith("_Packages") || lists.has(plain) || sources.lists?.has(plain) === false) continue;
    const archive = archives.find((known) => plain.startsWith(`${known}_`)) ?? silentArchive(plain);
    lists.set(plain, listFile(`${folder}/${name}`, plain, archive, releases.get(archive) ?? NO_RELEASE));
  }
  const order = sources.lists ?? lists.keys();
  return { lists: [...order].flatMap((name) => lists.get(name) ?? []), problems };
}

/** The archive of a list without a Release file, as far as the list's own name tells. */
function silentArchive(name: string): string {
  return /^(.*_dists_[^_]+)_/s.exec(name)?.[1] ?? "";
}

/** `HOST_PATH_dists_SUITE_COMPONENT_binary-ARCH_Packages`, or `HOST_PATH_Packages` of a flat archive. */
function listFile(path: string, name: string, archive: string, release: Release): ListFile {
  const rest = name.slice(archive === "" ? 0 : archive.length + 1);
  const [, component = "", architecture = ""] = LIST.exec(rest) ?? [];
  return { path, site: siteOf(name), component: component.replaceAll("_", "/"), architecture, release };
}

/** apt writes `/` as `_` and `_` as `%5f`; a local archive begins with the `_` of its path. */
function siteOf(name: string): string {
  const host = name.slice(0, Math.max(0, name.indexOf("_")));
  try {
    return decodeURIComponent(host).replace(/^.*@/s, "").replace(/^([^:]*):[0-9]*$/, "$1");
  } catch {
    return host;
  }
}
