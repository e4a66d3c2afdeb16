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
  /** Its {@link OTHERS}, unread as well, in their order; none where they were not asked for. */
  readonly others: readonly string[];
}

/** The relations besides Depends that an upgrade must heed. */
const OTHERS = ["Pre-Depends", "Recommends", "Suggests", "Conflicts", "Breaks", "Provides"] as const;

const PLAIN_FIELDS = [...FACT_FIELDS, "Size", "Depends", "Phased-Update-Percentage"] as const;
type ListedField = typeof PLAIN_FIELDS[number] | typeof OTHERS[number];

/** What of the list is wanted. */
export interface PackagesListOptions {
  /** Relations besides Depends, too. @default {false} */
  readonly relations?: boolean;
}

/** The relations of an offered version that an upgrade must heed; a field that cannot be read counts for none. */
export function relationsOf({ depends, others }: ListedPackage): Relations {
  const texts = [
    ["Depends", depends],
    ...OTHERS.map((field, index) => [field, others[index] ?? ""]),
  ] as const;
  return Object.fromEntries(
    texts.filter(([, text]) => text !== "").map(([field, text]) => [field, readable(text)]),
  );
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
