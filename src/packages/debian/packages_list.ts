import type { PackageFiles } from "../files.ts";
import { type DebianFacts, debianFacts, FACT_FIELDS, wholeNumber } from "./package_facts.ts";
import { type Clause, parseRelations, type Relations } from "./relations.ts";
import { readStanzas, required } from "./stanza_file.ts";

/** A version that one of apt's lists offers. */
export interface ListedPackage extends DebianFacts {
  /** Size of the .deb, bytes; null where the list does not say. */
  readonly download_bytes: number | null;
  /** Part of all hosts that get it now (Ubuntu); null: all. */
  readonly phased_percent: number | null;
  /** What it depends on, unread: most are never looked at. */
  readonly depends: string;
  /** Its other relations that an upgrade must heed, unread as well; there where they were asked for. */
  readonly others?: Readonly<Partial<Record<typeof OTHERS[number], string>>>;
}

const OTHERS = ["Pre-Depends", "Recommends", "Suggests", "Conflicts", "Breaks", "Provides"] as const;

/** What of the list is wanted. */
export interface PackagesListOptions {
  /** Relations besides Depends, too. @default {false} */
  readonly relations?: boolean;
}

/** The relations of an offered version that an upgrade must heed; a field that cannot be read counts for none. */
export function relationsOf({ depends, others = {} }: ListedPackage): Relations {
  const texts = Object.entries({ Depends: depends, ...others }).filter(([, text]) => text !== "");
  return Object.fromEntries(texts.map(([field, text]) => [field, readable(text)]));
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
  await readStanzas(files, file, {
    fields: [...FACT_FIELDS, "Size", "Depends", "Phased-Update-Percentage", ...relations ? OTHERS : []],
    accept(stanza) {
      const { values, line } = stanza;
      accept({
        ...debianFacts(file, stanza, required(file, stanza, "Version")),
        download_bytes: wholeNumber(file, line, "Size", values.Size),
        depends: values.Depends ?? "",
        ...relations ? { others: othersOf(values) } : {},
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

function othersOf(
  values: Readonly<Partial<Record<typeof OTHERS[number], string>>>,
): ListedPackage["others"] & object {
  return Object.fromEntries(OTHERS.map((field) => [field, values[field] ?? ""]));
}
