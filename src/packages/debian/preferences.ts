import { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import { isConfName } from "./conf_names.ts";
import { expression, isPattern } from "./expression.ts";
import type { ListFile } from "./lists.ts";
import { orProblem } from "../or_problem.ts";
import { readStanzas, required, type Stanza } from "./stanza_file.ts";

/** Whether a list, or a version, is meant by the Pin line. */
export type PinTarget =
  | { readonly kind: "version"; readonly fits: (version: string) => boolean }
  | { readonly kind: "list"; readonly fits: (list: ListFile) => boolean };

/** A record of apt_preferences(5). */
export interface Pin {
  /** null: the general form, for all packages. */
  readonly packages: ((found: PinnedPackage) => boolean) | null;
  readonly target: PinTarget;
  readonly priority: number;
}

/** What of a package a pin looks at. */
export interface PinnedPackage {
  readonly name: string;
  /** What the version in question was built from. */
  readonly source: string;
  /** The machine's own for packages of all machines. */
  readonly architecture: string;
}

/** The file that apt reads first, and the folder whose files it reads then, by name. */
const PREFERENCES = { file: "/etc/apt/preferences", folder: "/etc/apt/preferences.d" } as const;

/** The pins in the order in which they count, and the files that could not be read. */
export interface Preferences {
  readonly pins: readonly Pin[];
  readonly problems: readonly PackageFileError[];
}

/**
 * Reads apt's pins, the first of which is the release that APT::Default-Release names. A file or a record that cannot
 * be read is a problem, the others count.
 */
export async function readPreferences(
  files: PackageFiles,
  native: string,
  default_release = "",
): Promise<Preferences> {
  const problems: PackageFileError[] = [];
  const names = (await orProblem(problems, files.list(PREFERENCES.folder), []))
    .filter((name) => isConfName(name, ["", "pref"]));
  const pins = pinsOrProblem(problems, "/etc/apt/apt.conf", 0, () => defaultReleasePins(default_release));
  for (const file of [PREFERENCES.file, ...names.map((name) => `${PREFERENCES.folder}/${name}`)]) {
    const reading = readStanzas(files, file, {
      fields: ["Package", "Pin", "Pin-Priority"],
      comments: true,
      accept(stanza) {
        // A record of comments alone, or of an Explanation, is none.
        if (Object.keys(stanza.values).length === 0) return;
        pins.push(...pinsOrProblem(problems, file, stanza.line, () => pinsOf(file, stanza, native)));
      },
    });
    await orProblem(problems, reading, undefined);
  }
  return { pins, problems };
}

function pinsOrProblem(
  problems: PackageFileError[],
  file: string,
  line: number,
  read: () => Pin[],
): Pin[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof PackageFileError) problems.push(error);
    else if (error instanceof RangeError) problems.push(new PackageFileError(file, line, error.message));
    else throw error;
    return [];
  }
}

function pinsOf(file: string, stanza: Stanza<"Package" | "Pin" | "Pin-Priority">, native: string): Pin[] {
  const names = required(file, stanza, "Package");
  const target = targetOf(required(file, stanza, "Pin"));
  const priority = priorityOf(required(file, stanza, "Pin-Priority"));
  if (names === "*") return [{ packages: null, target, priority }];
  if (priority === NEVER) throw new RangeError(`Pin-Priority is "never", which is for all packages only`);
  return names.split(/\s+/).map((name) => ({ packages: packageTest(name, native), target, priority }));
}

/** `never` is the least of all; apt keeps priorities in 16 bits. */
export const NEVER = -32_768;

function priorityOf(text: string): number {
  if (text === "never") return NEVER;
  const priority = /^[+-]?[0-9]+$/.test(text) ? Number(text) : 0;
  if (priority === 0 || Math.abs(priority) > 32_767) {
    throw new RangeError(
      `Pin-Priority is "${text.slice(0, 40)}", not a number from -32767 to 32767 other than 0`,
    );
  }
  return priority;
}

/** Priority of the release that APT::Default-Release names. */
const DEFAULT_RELEASE = 990;

function defaultReleasePins(release: string): Pin[] {
  if (release === "") return [];
  return [{
    packages: null,
    target: { kind: "list", fits: releaseTest(release) },
    priority: DEFAULT_RELEASE,
  }];
}

/** `NAME`, a glob, `/regular expression/`, `src:` before it for source packages, `:ARCH` or `:any` after. */
function packageTest(text: string, native: string): (found: PinnedPackage) => boolean {
  const by_source = text.startsWith("src:");
  const rest = by_source ? text.slice(4) : text;
  const [, pattern = rest, qualifier = native] = /^(.*[^:]):([a-z0-9-]+)$/.exec(rest) ?? [];
  const named = isPattern(pattern) ? expression(pattern) : (name: string) => name === pattern;
  return (found) =>
    (qualifier === "any" || found.architecture === qualifier) &&
    named(by_source ? found.source : found.name);
}

function targetOf(pin: string): PinTarget {
  const [, kind = "", data = ""] = /^(\S+)\s*([\s\S]*)$/.exec(pin) ?? [];
  switch (kind.toLowerCase()) {
    case "version":
      return { kind: "version", fits: expression(data) };
    case "origin": {
      const site = expression(data.replace(/^"(.*)"$/s, "$1"));
      return { kind: "list", fits: (list) => !isStatus(list) && site(list.site) };
    }
    case "release":
      return { kind: "list", fits: releaseTest(data) };
    default:
      throw new RangeError(`Pin begins with "${kind.slice(0, 40)}", not with version, origin or release`);
  }
}

/** dpkg's status, which has no origin, not even a local one. */
function isStatus({ site, release }: ListFile): boolean {
  return site === "" && release.suite === "now";
}

/** What each letter of a release pin compares. */
const RELEASE_PARTS: Readonly<Record<string, (list: ListFile) => string>> = {
  a: (list) => list.release.suite,
  n: (list) => list.release.codename,
  v: (list) => list.release.version,
  o: (list) => list.release.origin,
  l: (list) => list.release.label,
  c: (list) => list.component,
  b: (list) => list.architecture,
};

/**
 * `a=stable, o=Debian`, all of which must fit; or one word that is a suite, codename or version; or `*`. As for apt,
 * other letters say nothing, and no archive fits where it is silent. Throws RangeError where nothing is said.
 */
function releaseTest(data: string): (list: ListFile) => boolean {
  if (data === "*") return () => true;
  if (!data.includes("=")) return anyRelease(data);
  const tests = data.split(",").flatMap((part) => {
    const [, letter = "", value = ""] = /^\s*([a-z])=(.+?)\s*$/is.exec(part) ?? [];
    const partOf = RELEASE_PARTS[letter.toLowerCase()];
    if (partOf === undefined) return [];
    const fits = expression(value);
    return [(list: ListFile) => partOf(list) !== "" && fits(partOf(list))];
  });
  if (tests.length === 0) {
    throw new RangeError(`"${data.slice(0, 40)}" has no LETTER=TEXT of a, n, v, o, l, c, b`);
  }
  return (list) => tests.every((test) => test(list));
}

/** A release by one word: a version where it begins with a digit, else a name. */
function anyRelease(word: string): (list: ListFile) => boolean {
  const fits = expression(word);
  if (/^[0-9]/.test(word)) return ({ release }) => fits(release.version);
  return ({ release }) => fits(release.suite) || fits(release.codename);
}
