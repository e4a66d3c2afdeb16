import type { PackageFiles } from "../files.ts";
import { compareDpkgVersions } from "../../versions/mod.ts";
import { isPackageName } from "../../core/package_name.ts";
import { numberOf, type Stretch, textOf } from "../stretch.ts";
import { type DebianFacts, debianFacts, FACT_FIELDS, wholeNumber } from "./package_facts.ts";
import { RELATION_FIELDS } from "./relations.ts";
import { readStanzas, readStanzaValues, required, type Stanza } from "./stanza_file.ts";
import type { FieldValues, StanzaValues } from "./stanza_values.ts";

/** A version that one of apt's lists offers. */
export interface ListedPackage extends DebianFacts {
  /** Size of the .deb, bytes; null where the list does not say. */
  readonly download_bytes: number | null;
  /** Part of all hosts that get it now (Ubuntu); null: all. */
  readonly phased_percent: number | null;
}

const NUMBER_FIELDS = ["Installed-Size", "Size", "Phased-Update-Percentage"] as const;
const PLAIN_FIELDS = [...FACT_FIELDS, "Size", "Phased-Update-Percentage"] as const;

/** A field of a list that is read. */
export type ListedField = typeof PLAIN_FIELDS[number] | typeof RELATION_FIELDS[number] | "Priority";
/** What an index says of a package. */
export const INDEX_FIELDS: readonly ListedField[] = [...PLAIN_FIELDS, "Pre-Depends", "Depends"];
/** What an upgrade must heed, too, or by which builds are told apart. */
export const UPGRADE_FIELDS: readonly ListedField[] = [...PLAIN_FIELDS, ...RELATION_FIELDS, "Priority"];

/** Reads one of apt's Packages lists. Throws PackageFileError for a damaged one. */
export async function readPackagesList(
  files: PackageFiles,
  file: string,
  accept: (listed: ListedPackage) => void,
): Promise<void> {
  const fields = PLAIN_FIELDS;
  await readStanzas(files, file, { fields, accept: (stanza) => accept(listedPackage(file, stanza)) });
}

/** The same as bytes, of these fields; {@link listedPackage} throws for none of them. */
export async function readListValues(
  files: PackageFiles,
  file: string,
  fields: readonly ListedField[],
  accept: (values: StanzaValues<ListedField>) => void,
): Promise<void> {
  await readStanzaValues(files, file, {
    fields,
    accept(values, line) {
      if (!isSound(values)) listedPackage(file, { line, values: values.texts() });
      accept(values);
    },
  });
}

/** The version that a paragraph offers. Throws PackageFileError for a bad one. */
export function listedPackage(
  file: string,
  { values, line }: Stanza<typeof PLAIN_FIELDS[number]>,
): ListedPackage {
  const phased = "Phased-Update-Percentage";
  return {
    ...debianFacts(file, { values, line }, required(file, { values, line }, "Version")),
    download_bytes: wholeNumber(file, line, "Size", values.Size),
    phased_percent: wholeNumber(file, line, phased, values[phased]),
  };
}

/** Whether nothing is wrong with what a paragraph says: then it need not be read as texts. */
function isSound(values: FieldValues<ListedField>): boolean {
  return isPackageName(textOf(values.stretch("Package"))) && isVersion(textOf(values.stretch("Version"))) &&
    NUMBER_FIELDS.every((field) => isNumberOrNothing(values.stretch(field)));
}

function isVersion(text: string): boolean {
  try {
    return compareDpkgVersions(text, text) === 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function isNumberOrNothing(stretch: Stretch): boolean {
  return stretch.from === stretch.to || !Number.isNaN(numberOf(stretch));
}
