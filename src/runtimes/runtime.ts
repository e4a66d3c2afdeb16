import type { RuntimeName } from "../contract/mod.ts";
import type { RuntimeFiles } from "./files.ts";

/** Where a manager keeps what it installed: FOLDER/ENTRY/PROGRAM. */
export interface Place {
  /** Who installs there. */
  readonly manager: string;
  /** Absolute; `~/` is the user's home. */
  readonly folder: string;
  /** The only entry that counts, and the only one that may be read; all where there is none. */
  readonly only?: string;
  /** The program below an entry. */
  readonly program: string;
  /**
   * The name of the entry that the manager takes where nothing else is asked for; also its beginning: `20` for
   * `v20.1.0`.
   */
  standard?(files: RuntimeFiles, home: string): string | null;
}

/** The document of a TOML text; throws for one that is none. Handed in: the launcher must not load a parser. */
export type ParseToml = (text: string) => unknown;

/** A file in a project's folder that says which version it wants. */
export interface VersionFile {
  readonly name: string;
  /** The versions it asks for, as it writes them; none where it says nothing. Fails for a damaged file. */
  read(text: string, parseToml: ParseToml): readonly string[];
}

/** A language's runtime: where it may be, and who asks for which version. */
export interface Runtime {
  readonly name: RuntimeName;
  /** What one types to run it; the first that PATH has is the active one. */
  readonly commands: readonly string[];
  /** Names in PATH's folders that are such a program, versions in the name too. */
  readonly programs: RegExp;
  readonly places: readonly Place[];
  /**
   * A file below the folder of `bin` that tells the version, so that nothing is run; its first group is the version.
   */
  readonly release?: { readonly file: string; readonly pattern: RegExp };
  /** How the program itself is asked; the pattern's first group is the version. */
  readonly ask: { readonly args: readonly string[]; readonly pattern: RegExp };
  readonly version_files: readonly VersionFile[];
  /** Its names in `.tool-versions` and `mise.toml`. */
  readonly tools: readonly string[];
}

/** A version file whose lines are versions, `#` begins a comment: `.nvmrc`, `.python-version`. */
export function plainFile(name: string): VersionFile {
  return {
    name,
    read: (text) =>
      text.split("\n").map((line) => line.replace(/#.*$/s, "").trim()).filter((line) => line !== ""),
  };
}

/** A JSON file that asks at some members: `["engines", "node"]`. */
export function jsonFile(name: string, ...members: readonly (readonly string[])[]): VersionFile {
  return { name, read: (text) => textsAt(JSON.parse(text), members) };
}

/** A TOML file that asks at some members: `["toolchain", "channel"]`. */
export function tomlFile(name: string, ...members: readonly (readonly string[])[]): VersionFile {
  return { name, read: (text, parseToml) => textsAt(parseToml(text), members) };
}

/** A file with one statement a line: each match of the pattern asks for its first group. */
export function lineFile(name: string, pattern: RegExp): VersionFile {
  return { name, read: (text) => text.split("\n").flatMap((line) => pattern.exec(line)?.[1] ?? []) };
}

/** The texts at some members of a document; members that are not there count for nothing. */
function textsAt(document: unknown, members: readonly (readonly string[])[]): string[] {
  return members.flatMap((path) => {
    let value = document;
    for (const key of path) value = memberOf(value, key);
    return typeof value === "string" && value !== "" ? [value] : [];
  });
}

/** A member of an object; undefined where it has none of its own, or is no object. */
export function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}
