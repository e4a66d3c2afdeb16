import { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import { orProblem } from "../or_problem.ts";
import { readStanzas, required } from "./stanza_file.ts";

/** The archives that the administrator has turned on (sources.list(5)). */
export interface Sources {
  /** Whether a list, by its name without the ending of its packing, is of one of them. */
  readonly has: (list: string) => boolean;
  readonly problems: readonly PackageFileError[];
}

/** Where apt's sources are. */
const PLACES = { file: "/etc/apt/sources.list", folder: "/etc/apt/sources.list.d" } as const;

/** Longest file of the one-line form that is read, bytes. */
const MAX_BYTES = 1_048_576;

/**
 * Reads apt's sources. The archives of a file that cannot be read are left out. Where there is no such file at all,
 * as beside a saved database, every list counts.
 */
export async function readSources(files: PackageFiles): Promise<Sources> {
  const problems: PackageFileError[] = [];
  const listed = (folder: string) => orProblem(problems, files.list(folder), []);
  const single = (await listed("/etc/apt")).includes("sources.list") ? [PLACES.file] : [];
  const names = (await listed(PLACES.folder)).filter((name) =>
    /^[A-Za-z0-9_.-]+\.(list|sources)$/.test(name)
  );
  const prefixes: string[] = [];
  const places = [...single, ...names.map((name) => `${PLACES.folder}/${name}`)];
  for (const file of places) {
    try {
      prefixes.push(
        ...await (file.endsWith(".sources") ? deb822Sources(files, file) : lineSources(files, file)),
      );
    } catch (error) {
      if (!(error instanceof PackageFileError)) throw error;
      problems.push(error);
    }
  }
  return {
    has: (list) => places.length === 0 || prefixes.some((prefix) => list.startsWith(prefix)),
    problems,
  };
}

async function deb822Sources(files: PackageFiles, file: string): Promise<string[]> {
  const prefixes: string[] = [];
  await readStanzas(files, file, {
    fields: ["Types", "URIs", "Suites", "Components", "Enabled"],
    comments: true,
    accept(stanza) {
      const { Types = "", Components = "", Enabled = "yes" } = stanza.values;
      if (/^(no|false|without|off|disable|0)$/.test(Enabled) || !words(Types).includes("deb")) return;
      for (const uri of words(required(file, stanza, "URIs"))) {
        for (const suite of words(required(file, stanza, "Suites"))) {
          prefixes.push(...listPrefixes(uri, suite, words(Components)));
        }
      }
    },
  });
  return prefixes;
}

/** `deb [ option=value … ] URI SUITE [COMPONENT …]`, one a line. */
async function lineSources(files: PackageFiles, file: string): Promise<string[]> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of await files.open(file) ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_BYTES) throw new PackageFileError(file, 0, `more than ${MAX_BYTES} bytes`);
  }
  return text.split("\n").flatMap((line, index) => {
    const entry = line.replace(/#.*$/, "").trim();
    if (entry === "" || /^deb-src\s/.test(entry)) return [];
    const [, rest] = /^deb\s+(?:\[[^\]]*\]\s*)?(.*)$/.exec(entry) ?? [];
    const [uri, suite, ...components] = words(rest ?? "");
    if (uri === undefined || suite === undefined) {
      throw new PackageFileError(
        file,
        index + 1,
        `"${entry.slice(0, 80)}" is not deb [OPTIONS] URI SUITE COMPONENTS`,
      );
    }
    return listPrefixes(uri, suite, components);
  });
}

/** How the names of an archive's lists begin; a suite that ends in `/` is the path of a flat archive. */
function listPrefixes(uri: string, suite: string, components: readonly string[]): string[] {
  const base = uri.endsWith("/") ? uri : `${uri}/`;
  if (suite.endsWith("/")) return [`${listName(suite === "/" ? base : base + suite)}Packages`];
  return components.map((component) => `${listName(`${base}dists/${suite}/${component}/`)}binary-`);
}

/** An address as apt writes it in the name of a file: without scheme and user, `/` as `_`, odd characters as `%xx`. */
function listName(uri: string): string {
  return uri.replace(/^[a-z0-9+.-]+:(\/\/)?/i, "").replace(/^[^/@]*@/, "")
    .replaceAll(/[\\|{}[\]<>"^~_=!@#$%&*]/g, (odd) => `%${odd.charCodeAt(0).toString(16)}`)
    .replaceAll("/", "_");
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}
