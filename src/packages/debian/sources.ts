import type { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import { orProblem } from "../or_problem.ts";
import { isConfName } from "./conf_names.ts";
import { lineEntries, type SourceEntry, stanzaEntries } from "./source_entries.ts";

/** The archives that the administrator has turned on (sources.list(5)). */
export interface Sources {
  /** Whether a list, by its name without the ending of its packing, is of one of them. */
  readonly has: (list: string) => boolean;
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
  const lists = new Set<string>();
  const places = [...single, ...names.map((name) => `${PLACES.folder}/${name}`)];
  for (const file of places) {
    const read = file.endsWith(".sources") ? stanzaEntries : lineEntries;
    for (const entry of await orProblem(problems, read(files, file, architectures), [])) {
      for (const list of listNames(entry, architectures[0])) lists.add(list);
    }
  }
  return { has: (list) => places.length === 0 || lists.has(list), problems };
}

/** The names of an archive's lists; a suite that ends in `/` is the path of a flat archive. */
function listNames(entry: SourceEntry, native = ""): string[] {
  const uri = entry.uri.replaceAll("$(ARCH)", native);
  const suite = entry.suite.replaceAll("$(ARCH)", native);
  const base = uri.endsWith("/") ? uri : `${uri}/`;
  if (suite.endsWith("/")) return [`${listName(suite === "/" ? base : base + suite)}Packages`];
  return entry.components.flatMap((component) =>
    [...entry.architectures, "all"].map((architecture) =>
      listName(`${base}dists/${suite}/${component}/binary-${architecture}/Packages`)
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
