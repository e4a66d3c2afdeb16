import { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import { orProblem } from "../or_problem.ts";
import { readText } from "../read_text.ts";
import { isConfName } from "./conf_names.ts";

/** apt's settings by their full name in lower case, `apt::default-release`; lists by repeated values. */
export type AptSettings = ReadonlyMap<string, readonly string[]>;

/** `#clear NAME …;` and `#include "FILE";`, which look like comments. */
const DIRECTIVE = /#(clear|include)\s+([^;\n]*);/iy;
const TOKEN = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|#[^\n]*|"([^"]*)"|([{};])|([^\s{};"]+)|\s+/y;

/** How deep files may include each other. */
const MAX_DEPTH = 10;

/** Reads apt.conf(5) and its folder. A file that cannot be read is a problem, the others count. */
export async function readAptConf(
  files: PackageFiles,
): Promise<{ settings: AptSettings; problems: readonly PackageFileError[] }> {
  const problems: PackageFileError[] = [];
  const names = (await orProblem(problems, files.list("/etc/apt/apt.conf.d"), []))
    .filter((name) => isConfName(name, ["", "conf"]));
  const settings = new Map<string, readonly string[]>();
  const read = async (file: string, depth: number): Promise<void> => {
    if (depth > MAX_DEPTH) throw new PackageFileError(file, 0, "files that include each other without end");
    const include = (path: string) => orProblem(problems, read(path, depth + 1), undefined);
    await addSettings(file, await readText(files, file), settings, include);
  };
  for (const file of [...names.map((name) => `/etc/apt/apt.conf.d/${name}`), "/etc/apt/apt.conf"]) {
    await orProblem(problems, read(file, 0), undefined);
  }
  return { settings, problems };
}

/** Whether a setting says yes or no, by the last of its values; null where it says neither. */
export function flagOf(settings: AptSettings, name: string): boolean | null {
  return aptFlag(settings.get(name)?.at(-1) ?? "");
}

/** What apt takes for yes or no, in its settings as in the fields of its files; null: neither. */
export function aptFlag(text: string): boolean | null {
  if (/^(?:1|yes|true|with|on|enable)$/i.test(text)) return true;
  return /^(?:0|no|false|without|off|disable)$/i.test(text) ? false : null;
}

/** `Name "value";` and `Name { … };`, nested as they come. */
async function addSettings(
  file: string,
  text: string,
  settings: Map<string, readonly string[]>,
  include: (path: string) => Promise<void>,
): Promise<void> {
  const scopes: string[] = [];
  let [name, value]: [string | undefined, string | undefined] = [undefined, undefined];
  const full = () => plain([...scopes, ...(name === undefined ? [] : [name])].join("::"));
  for (let at = 0, end = 0; at < text.length; at = end) {
    DIRECTIVE.lastIndex = TOKEN.lastIndex = at;
    const [directive, verb = "", words = ""] = DIRECTIVE.exec(text) ?? [];
    if (directive !== undefined) {
      end = DIRECTIVE.lastIndex;
      if (verb.toLowerCase() === "clear") clear(settings, words);
      else await include(words.trim().replace(/^"(.*)"$/, "$1"));
      continue;
    }
    const match = TOKEN.exec(text);
    if (match === null) throw new PackageFileError(file, lineAt(text, at), "a quote that does not end");
    end = TOKEN.lastIndex;
    const [, quoted, mark, word] = match;
    if (quoted !== undefined || (word !== undefined && name !== undefined)) value = quoted ?? word;
    else if (word !== undefined) name = word;
    if (mark === undefined) continue;
    if (mark === "{") scopes.push(name ?? "");
    else if (value !== undefined) settings.set(full(), [...settings.get(full()) ?? [], value]);
    if (mark === "}" && scopes.pop() === undefined) {
      throw new PackageFileError(file, lineAt(text, at), "a } without its {");
    }
    [name, value] = [undefined, undefined];
  }
}

/** Forgets settings with all that is below them. */
function clear(settings: Map<string, readonly string[]>, names: string): void {
  for (const gone of names.split(/\s+/).map(plain).filter((name) => name !== "")) {
    for (const name of [...settings.keys()]) {
      if (name === gone || name.startsWith(`${gone}::`)) settings.delete(name);
    }
  }
}

/** A name without its case, and without the `::` that makes a list of it. */
function plain(name: string): string {
  return name.toLowerCase().replace(/::+$/, "");
}

function lineAt(text: string, at: number): number {
  return text.slice(0, at).split("\n").length;
}
