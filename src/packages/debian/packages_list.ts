import type { PackageFiles } from "../files.ts";
import { buildMark } from "./build_mark.ts";
import { type DebianFacts, debianFacts, FACT_FIELDS, wholeNumber } from "./package_facts.ts";
import { type Clause, parseRelations, RELATION_FIELDS, type Relations } from "./relations.ts";
import { readStanzas, required } from "./stanza_file.ts";

/** A version that one of apt's lists offers. */
export interface ListedPackage extends DebianFacts {
  /** Size of the .deb, bytes; null where the list does not say. */
  readonly download_bytes: number | null;
  /** Part of all hosts that get it now (Ubuntu); null: all. */
  readonly phased_percent: number | null;
  /** What it depends on, unread: most are never looked at. */
  readonly depends: string;
  /** Its {@link OTHERS}, unread as well, in their order; none where they were not asked for. */
  readonly others: readonly string[];
}

/** What besides Depends an upgrade must heed, or builds are told apart by. */
const OTHERS = [...RELATION_FIELDS.filter((field) => field !== "Depends"), "Priority"] as const;

const PLAIN_FIELDS = [...FACT_FIELDS, "Size", "Depends", "Phased-Update-Percentage"] as const;
type ListedField = typeof PLAIN_FIELDS[number] | typeof OTHERS[number];

/** What of the list is wanted. */
export interface PackagesListOptions {
  /** Relations besides Depends, too. @default {false} */
  readonly relations?: boolean;
}

/** The relations of an offered version that an upgrade must heed; a field that cannot be read counts for none. */
export function relationsOf(listed: ListedPackage): Relations {
  const texts = textsOf(listed);
  return Object.fromEntries(RELATION_FIELDS.flatMap((field) => {
    const text = texts[field] ?? "";
    return text === "" ? [] : [[field, readable(text)]];
  }));
}

/** What the archive says of how much it matters (policy 2.5); empty where it says nothing. */
export function priorityOf(listed: ListedPackage): string {
  return textsOf(listed)["Priority"] ?? "";
}

/** What tells the offered version from other builds of it; undefined where what it takes was not asked for. */
export function markOf(listed: ListedPackage): number | undefined {
  return listed.others.length === 0 ? undefined : buildMark(listed, textsOf(listed));
}

function textsOf({ depends, others }: ListedPackage): Readonly<Record<string, string>> {
  const rest = OTHERS.map((field, index) => [field, others[index] ?? ""]);
  return { Depends: depends, ...Object.fromEntries(rest) };
}

function readable(text: string): Clause[] {
  try {
    return parseRelations(text);
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** Reads one of apt's Packages lists. Throws PackageFileError for a damaged one. */
export async function readPackagesList(
  files: PackageFiles,
  file: string,
  accept: (listed: ListedPackage) => void,
  { relations = false }: PackagesListOptions = {},
): Promise<void> {
  const others = relations ? OTHERS : [];
  await readStanzas<ListedField>(files, file, {
    fields: [...PLAIN_FIELDS, ...others],
    accept(stanza) {
      const { values, line } = stanza;
      accept({
        ...debianFacts(file, stanza, required(file, stanza, "Version")),
        download_bytes: wholeNumber(file, line, "Size", values.Size),
        depends: values.Depends ?? "",
        others: others.map((field) => values[field] ?? ""),
        phased_percent: wholeNumber(
          file,
          line,
          "Phased-Update-Percentage",
          values["Phased-Update-Percentage"],
        ),
      });
    },
  });
}
