import { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import { isPackageName } from "../../core/package_name.ts";
import { isVersion } from "./desc.ts";
import type { ArchOffer } from "./offer.ts";
import { messageOf } from "../../core/message_of.ts";

/** The longest line that is taken, characters: a package with thousands of dependencies has a tenth of it. */
const MAX_LINE = 1_048_576;

/**
 * Reads the AUR's archive of all that it has, `packages-meta-ext-v1.json`: a JSON array with each package on a line of
 * its own. Throws {@link PackageFileError} for a line that is none: what it says was accepted up to there.
 */
export async function readAurArchive(
  files: PackageFiles,
  file: string,
  accept: (offer: ArchOffer) => void,
): Promise<void> {
  let line = 0;
  try {
    const chunks = await files.open(file);
    if (chunks === null) return;
    for await (const text of linesOf(chunks)) {
      line++;
      const plain = text.trim().replace(/,$/, "");
      if (plain !== "" && plain !== "[" && plain !== "]") accept(offerOf(JSON.parse(plain)));
    }
  } catch (error) {
    if (error instanceof PackageFileError) throw error;
    throw new PackageFileError(file, line, messageOf(error));
  }
}

async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > MAX_LINE) throw new RangeError(`a line of more than ${MAX_LINE} characters`);
    yield* lines;
  }
  yield rest;
}

/** The AUR offers sources: what they are built for and how large they become is not known. */
function offerOf(value: unknown): ArchOffer {
  const { Name, PackageBase, Version, Description, Depends } = recordOf(value);
  if (typeof Name !== "string" || !isPackageName(Name)) throw new RangeError("Name is not that of a package");
  if (typeof Version !== "string" || !isVersion(Version)) throw new RangeError("Version is not a version");
  if (typeof PackageBase !== "string" || !isPackageName(PackageBase)) {
    throw new RangeError("PackageBase is not the name of a package");
  }
  return {
    name: Name,
    architecture: "",
    version: Version,
    source: { name: PackageBase, version: Version },
    section: "",
    description: typeof Description === "string" ? Description : "",
    installed_bytes: null,
    download_bytes: null,
    origin: "AUR",
    depends: Array.isArray(Depends) ? Depends.filter((one) => typeof one === "string") : [],
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new RangeError("not an object");
  }
  return Object.fromEntries(Object.entries(value));
}
