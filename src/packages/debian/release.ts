import { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import { aptFlag } from "./apt_conf.ts";
import { StanzaReader } from "./stanza_reader.ts";

/** What an archive says of itself (Release file); what it does not say is empty. */
export interface Release {
  readonly origin: string;
  readonly label: string;
  /** `stable-security`: what apt calls the archive. */
  readonly suite: string;
  /** `bookworm-security`. */
  readonly codename: string;
  readonly version: string;
  /** Nothing is taken from it unless asked for. */
  readonly not_automatic: boolean;
  /** What was taken from it is upgraded from it. */
  readonly but_automatic_upgrades: boolean;
  /** When it was made, milliseconds since 1970; null where it does not say. */
  readonly made_at_ms: number | null;
}

/** An archive that says nothing. */
export const NO_RELEASE: Release = {
  origin: "",
  label: "",
  suite: "",
  codename: "",
  version: "",
  not_automatic: false,
  but_automatic_upgrades: false,
  made_at_ms: null,
};

const FIELDS = [
  "Origin",
  "Label",
  "Suite",
  "Codename",
  "Version",
  "NotAutomatic",
  "ButAutomaticUpgrades",
  "Date",
] as const;

/** Largest Release file that is read, bytes; Debian's has 150,000. */
const MAX_BYTES = 16_777_216;

const SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----\n";
const SIGNATURE = "\n-----BEGIN PGP SIGNATURE-----";

/**
 * Reads a Release or InRelease file; its signature was apt's business when it fetched it. null where it is not
 * there. Throws {@link PackageFileError}.
 */
export async function readRelease(files: PackageFiles, file: string): Promise<Release | null> {
  const chunks = await files.open(file);
  if (chunks === null) return null;
  let release = NO_RELEASE;
  const reader = new StanzaReader({
    file,
    fields: FIELDS,
    accept(found) {
      const values = found.texts();
      release = {
        origin: values.Origin ?? "",
        label: values.Label ?? "",
        suite: values.Suite ?? "",
        codename: values.Codename ?? "",
        version: values.Version ?? "",
        not_automatic: aptFlag(values.NotAutomatic ?? "") ?? false,
        but_automatic_upgrades: aptFlag(values.ButAutomaticUpgrades ?? "") ?? false,
        made_at_ms: values.Date === undefined ? null : timeOf(values.Date),
      };
    },
  });
  reader.push(new TextEncoder().encode(withoutSignature(await textOf(file, chunks))));
  reader.end();
  return release;
}

async function textOf(file: string, chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let [text, size] = ["", 0];
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new PackageFileError(file, 0, `more than ${MAX_BYTES} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** The message of a clear-signed text (RFC 9580, section 7); any other text as it is. */
function withoutSignature(text: string): string {
  if (!text.startsWith(SIGNED)) return text;
  const begin = text.indexOf("\n\n");
  const end = text.indexOf(SIGNATURE);
  return text.slice(begin < 0 ? text.length : begin + 2, end < 0 ? text.length : end + 1).replaceAll(
    /^- /gm,
    "",
  );
}

function timeOf(text: string): number | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}
