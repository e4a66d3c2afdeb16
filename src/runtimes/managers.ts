import type { Place } from "./runtime.ts";
import type { RuntimeFiles } from "./files.ts";

/** A folder of PATH whose programs only hand over to the version that a manager chose. */
export interface Shims {
  readonly manager: string;
  readonly folder: string;
}

/** The folders of shims. rustup's proxies lie among real programs: they are told by where their links lead. */
export const SHIMS: readonly Shims[] = [
  { manager: "pyenv", folder: "~/.pyenv/shims" },
  { manager: "rbenv", folder: "~/.rbenv/shims" },
  { manager: "mise", folder: "~/.local/share/mise/shims" },
  { manager: "asdf", folder: "~/.asdf/shims" },
];

/** What managers' own defaults are read from; absolute, `~/` is the user's home. */
export const MANAGER_FILES: readonly string[] = [
  "~/.nvm/alias",
  "~/.local/share/fnm/aliases",
  "~/.fnm/aliases",
  "~/.pyenv/version",
  "~/.rbenv/version",
  "~/.rustup/settings.toml",
  "~/.config/mise/config.toml",
  "~/.tool-versions",
];

/** mise's and asdf's installations of a tool, by the names they have there. */
export function toolPlaces(program: string, mise: string, asdf: string = mise): Place[] {
  return [
    {
      manager: "mise",
      folder: `~/.local/share/mise/installs/${mise}`,
      program,
      standard: (files, home) => quoted(files, `${home}/.config/mise/config.toml`, mise),
    },
    {
      manager: "asdf",
      folder: `~/.asdf/installs/${asdf}`,
      program,
      standard: (files, home) =>
        new RegExp(`^${asdf}\\s+(\\S+)`, "m").exec(files.text(`${home}/.tool-versions`) ?? "")?.[1] ?? null,
    },
  ];
}

/** A text that a line of a file sets, `KEY = "TEXT"`: enough of TOML for what managers write themselves. */
export function quoted(files: RuntimeFiles, file: string, key: string): string | null {
  return new RegExp(`^${key}\\s*=\\s*["']([^"']+)["']`, "m").exec(files.text(file) ?? "")?.[1] ?? null;
}

/** The default of a manager that names it on the first line of a file. */
export function firstLine(file: string): NonNullable<Place["standard"]> {
  return (files, home) => files.text(`${home}/${file}`)?.split("\n")[0]?.trim() || null;
}

/** The default of a manager that keeps it as a link to, or into, one of the entries of a folder. */
export function linked(link: string, folder: string): NonNullable<Place["standard"]> {
  return (files, home) => {
    const [target, entries] = [files.real(`${home}/${link}`), files.real(`${home}/${folder}`)];
    if (target === null || entries === null || !target.startsWith(`${entries}/`)) return null;
    return target.slice(entries.length + 1).split("/")[0] ?? null;
  };
}
