import { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import { readText } from "../read_text.ts";

/** apt's settings by their full name in lower case, `apt::default-release`; lists by repeated values. */
export type AptSettings = ReadonlyMap<string, readonly string[]>;

const TOKEN = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|#[^\n]*|"([^"]*)"|([{};])|([^\s{};"]+)|\s+/y;

/** Reads apt.conf(5) and its folder. A file that cannot be read is a problem, the others count. */
export async function readAptConf(
  files: PackageFiles,
): Promise<{ settings: AptSettings; problems: readonly PackageFileError[] }> {
  const names = (await files.list("/etc/apt/apt.conf.d"))
    .filter((name) => /^[A-Za-z0-9_-][A-Za-z0-9_-]*(\.conf)?$/.test(name));
  const settings = new Map<string, readonly string[]>();
  const problems: PackageFileError[] = [];
  for (const file of [...names.map((name) => `/etc/apt/apt.conf.d/${name}`), "/etc/apt/apt.conf"]) {
    try {
      addSettings(file, await readText(files, file), settings);
    } catch (error) {
      if (!(error instanceof PackageFileError)) throw error;
      problems.push(error);
    }
  }
  return { settings, problems };
}

/** Whether a setting says yes or no, by the last of its values; null where it says neither. */
export function flagOf(settings: AptSettings, name: string): boolean | null {
  const value = settings.get(name)?.at(-1)?.toLowerCase() ?? "";
  if (/^(?:1|yes|true|with|on|enable)$/.test(value)) return true;
  return /^(?:0|no|false|without|off|disable)$/.test(value) ? false : null;
}

/** `Name "value";` and `Name { … };`, nested as they come. */
function addSettings(file: string, text: string, settings: Map<string, readonly string[]>): void {
  const scopes: string[] = [];
  let [name, value]: [string | undefined, string | undefined] = [undefined, undefined];
  const full = () =>
    [...scopes, ...(name === undefined ? [] : [name])].join("::").toLowerCase().replace(/::+$/, "");
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) throw new PackageFileError(file, lineAt(text, at), "a quote that does not end");
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

function lineAt(text: string, at: number): number {
  return text.slice(0, at).split("\n").length;
}
