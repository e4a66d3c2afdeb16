import type { PackageFiles } from "../files.ts";
import { type DebianFacts, debianFacts, FACT_FIELDS, wholeNumber } from "./package_facts.ts";
import { readStanzas, required } from "./stanza_file.ts";

/** A version that one of apt's lists offers. */
export interface ListedPackage extends DebianFacts {
  /** Size of the .deb, bytes; null where the list does not say. */
  readonly download_bytes: number | null;
  /** Part of all hosts that get it now (Ubuntu); null: all. */
  readonly phased_percent: number | null;
  /** What it depends on, unread: most are never looked at. */
  readonly depends: string;
}

/** Reads one of apt's Packages lists. Throws PackageFileError for a damaged one. */
export async function readPackagesList(
  files: PackageFiles,
  file: string,
  accept: (listed: ListedPackage) => void,
): Promise<void> {
  await readStanzas(files, file, {
    fields: [...FACT_FIELDS, "Size", "Depends", "Phased-Update-Percentage"],
    accept(stanza) {
      const { values, line } = stanza;
      accept({
        ...debianFacts(file, stanza, required(file, stanza, "Version")),
        download_bytes: wholeNumber(file, line, "Size", values.Size),
        depends: values.Depends ?? "",
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
