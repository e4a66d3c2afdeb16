import type { PackageFiles } from "../files.ts";
import { architectureOf } from "./database.ts";
import { packageKey } from "./dpkg_status.ts";
import { readStanzas, required } from "./stanza_file.ts";

/** Where apt keeps what it knows beyond dpkg. */
export const EXTENDED_STATES = "/var/lib/apt/extended_states";

/**
 * The packages that apt installed only because others need them, as `NAME:ARCHITECTURE`. Empty where apt has kept
 * nothing. Throws PackageFileError for a damaged file.
 */
export async function readAutoInstalled(
  files: PackageFiles,
  file: string = EXTENDED_STATES,
): Promise<ReadonlySet<string>> {
  const automatic = new Set<string>();
  await readStanzas(files, file, {
    fields: ["Package", "Architecture", "Auto-Installed"],
    accept(stanza) {
      if (stanza.values["Auto-Installed"] !== "1") return;
      automatic.add(
        packageKey({
          name: required(file, stanza, "Package"),
          architecture: stanza.values.Architecture ?? "",
        }),
      );
    },
  });
  return automatic;
}

/** Whether apt installed a package only because others need it; apt files those for all machines under its own. */
export function isAutomatic(
  found: { name: string; architecture: string },
  native: string,
  automatic: ReadonlySet<string>,
): boolean {
  return automatic.has(`${found.name}:${architectureOf(found, native)}`) ||
    automatic.has(`${found.name}:${found.architecture}`);
}
