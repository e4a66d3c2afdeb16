import { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import { readText } from "../read_text.ts";
import { aptFlag } from "./apt_conf.ts";
import { readStanzas, required } from "./stanza_file.ts";

/** An archive that a file of sources.list(5) names. */
export interface SourceEntry {
  readonly uri: string;
  readonly suite: string;
  readonly components: readonly string[];
  /** The architectures whose lists are fetched, besides those for all machines. */
  readonly architectures: readonly string[];
}

/** Reads a file of the deb822 form; `architectures` are those of the host. Throws {@link PackageFileError}. */
export async function stanzaEntries(
  files: PackageFiles,
  file: string,
  architectures: readonly string[],
): Promise<SourceEntry[]> {
  const entries: SourceEntry[] = [];
  await readStanzas(files, file, {
    fields: [
      "Types",
      "URIs",
      "Suites",
      "Components",
      "Enabled",
      "Architectures",
      "Architectures-Add",
      "Architectures-Remove",
    ],
    comments: true,
    accept(stanza) {
      const { Types = "", Components = "", Enabled = "yes", ...values } = stanza.values;
      if (aptFlag(Enabled) === false || !words(Types).includes("deb")) return;
      const chosen = chosenFrom(architectures, {
        only: values.Architectures,
        more: values["Architectures-Add"],
        less: values["Architectures-Remove"],
      });
      for (const uri of words(required(file, stanza, "URIs"))) {
        for (const suite of words(required(file, stanza, "Suites"))) {
          entries.push({ uri, suite, components: words(Components), architectures: chosen });
        }
      }
    },
  });
  return entries;
}

/** Reads a file of the form `deb [ option=value … ] URI SUITE [COMPONENT …]`, one a line, likewise. */
export async function lineEntries(
  files: PackageFiles,
  file: string,
  architectures: readonly string[],
): Promise<SourceEntry[]> {
  return (await readText(files, file)).split("\n").flatMap((line, index) => {
    const entry = /^(?:\[[^\]]*\]|[^#])*/.exec(line)?.[0].trim() ?? "";
    if (entry === "" || /^deb-src\s/.test(entry)) return [];
    const [, options = "", rest = ""] = /^deb\s+(?:\[([^\]]*)\]\s*)?(.*)$/.exec(entry) ?? [];
    const [uri, suite, ...components] = quotedWords(rest);
    if (uri === undefined || suite === undefined) {
      throw new PackageFileError(
        file,
        index + 1,
        `"${entry.slice(0, 80)}" is not deb [OPTIONS] URI SUITE COMPONENTS`,
      );
    }
    const option = (name: string) =>
      words(options).find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
    const chosen = chosenFrom(architectures, {
      only: option("arch"),
      more: option("arch+"),
      less: option("arch-"),
    });
    return [{ uri, suite, components, architectures: chosen }];
  });
}

/** The architectures of the host as an archive's options change them. */
function chosenFrom(
  architectures: readonly string[],
  { only, more = "", less = "" }: Readonly<Record<"only" | "more" | "less", string | undefined>>,
): string[] {
  const removed = named(less);
  return [...only === undefined ? architectures : named(only), ...named(more)]
    .filter((one) => !removed.includes(one));
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

/** Names with commas or blanks between them. */
function named(text: string): string[] {
  return words(text.replaceAll(",", " "));
}

/** Words that may hold blanks in quotes, in brackets and as `%20`. */
function quotedWords(text: string): string[] {
  const plain = (word: string) =>
    word.replaceAll('"', "").replaceAll(
      /%([0-9a-f]{2})/gi,
      (_, code: string) => String.fromCharCode(parseInt(code, 16)),
    );
  return [...text.matchAll(/(?:"[^"]*"|\[[^\]]*\]|[^\s"[])+/g)].map(([word]) => plain(word));
}
