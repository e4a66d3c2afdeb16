import type { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import { orProblem } from "../or_problem.ts";
import { isConfName } from "./conf_names.ts";
import { lineEntries, type SourceEntry, stanzaEntries } from "./source_entries.ts";

/** The archives that the administrator has turned on (sources.list(5)). */
export interface Sources {
  /** The names of their lists, without the ending of a packing, in apt's order; null: no file names any archive. */
  readonly lists: ReadonlySet<string> | null;
  readonly problems: readonly PackageFileError[];
}

/** Where apt's sources are. */
const PLACES = { file: "/etc/apt/sources.list", folder: "/etc/apt/sources.list.d" } as const;

/**
 * Reads apt's sources for a host of these architectures, its own first. The archives of a file that cannot be read are
 * left out. Where there is no such file at all, as beside a saved database, every list counts.
 */
export async function readSources(files: PackageFiles, architectures: readonly string[]): Promise<Sources> {
  const problems: PackageFileError[] = [];
  const listed = (folder: string) => orProblem(problems, files.list(folder), []);
  const single = (await listed("/etc/apt")).includes("sources.list") ? [PLACES.file] : [];
  const names = (await listed(PLACES.folder)).filter((name) => isConfName(name, ["list", "sources"]));
  // Lines of one archive and suite are one for apt, at the place of the first.
  const archives = new Map<string, string[]>();
  const places = [...single, ...names.map((name) => `${PLACES.folder}/${name}`)];
  for (const file of places) {
    const read = file.endsWith(".sources") ? stanzaEntries : lineEntries;
    for (const entry of await orProblem(problems, read(files, file, architectures), [])) {
      const archive = archiveOf(entry, architectures[0]);
      archives.set(archive, [...archives.get(archive) ?? [], ...listNames(entry, archive)]);
    }
  }
  return { lists: places.length === 0 ? null : new Set([...archives.values()].flat()), problems };
}

/** The address of a suite's folder, or that of a flat archive, whose suite is a path that ends in `/`. */
function archiveOf(entry: SourceEntry, native = ""): string {
  const uri = entry.uri.replaceAll("$(ARCH)", native);
  const suite = entry.suite.replaceAll("$(ARCH)", native);
  const base = uri.endsWith("/") ? uri : `${uri}/`;
  if (suite.endsWith("/")) return suite === "/" ? base : base + suite;
  return `${base}dists/${suite}`;
}

function listNames({ components, architectures }: SourceEntry, archive: string): string[] {
  if (archive.endsWith("/")) return [`${listName(archive)}Packages`];
  return components.flatMap((component) =>
    [...architectures, "all"].map((architecture) =>
      listName(`${archive}/${component}/binary-${architecture}/Packages`)
    )
  );
}

/**
 * An address as apt writes it in the name of a file: without scheme, user and the brackets of a host, `/` as `_`, and
 * odd characters as `%xx`.
 */
function listName(uri: string): string {
  const place = uri.replace(/^[a-z0-9+.-]+:(\/\/)?/i, "").replace(/^[^/@]*@/, "").replace(
    /^\[([^\]]*)\]/,
    "$1",
  );
  return place.replaceAll(/[\s\\|{}[\]<>"^~_=!@#$%&*]/g, (odd) => `%${odd.charCodeAt(0).toString(16)}`)
    .replaceAll("/", "_");
}
