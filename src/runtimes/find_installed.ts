import type { InstalledRuntime } from "../contract/mod.ts";
import type { RuntimeFiles } from "./files.ts";
import { SHIMS } from "./managers.ts";
import type { Place, Runtime } from "./runtime.ts";

/** Where is looked on a host. */
export interface Places {
  /** The user's home; null where none is looked at. */
  readonly home: string | null;
  /** Folders of PATH, absolute, in its order. */
  readonly path: readonly string[];
}

/** Most installations of one runtime that are told. */
const MAX_INSTALLED = 100;

/**
 * What is installed of a runtime: what PATH finds, then what managers keep, each program once wherever links to it
 * lie. Runs nothing: the version is null where neither a name nor a file tells it.
 */
export function findInstalled(runtime: Runtime, files: RuntimeFiles, places: Places): InstalledRuntime[] {
  const found = new Map<string, InstalledRuntime>();
  const add = (path: string, manager: string, version: string | null, manager_default = false): void => {
    const known = found.get(path);
    const told = known === undefined || manager !== "system" ? manager : known.manager;
    found.set(path, {
      runtime: runtime.name,
      version: releaseOf(runtime, files, path) ?? version ?? known?.version ?? null,
      path,
      manager: told,
      active: false,
      manager_default,
    });
  };
  const hits = onPath(runtime, files, places, (real, manager) => add(real, manager, null));
  for (const place of runtime.places) {
    for (const { real, version, standard } of installedAt(place, files, places.home)) {
      add(real, place.manager, version, standard);
    }
  }
  const all = [...found.values()];
  const active = hits.map((hit) => all.find((one) => isMeant(one, hit))).find((one) => one !== undefined);
  return all.slice(0, MAX_INSTALLED).map((one) => ({ ...one, active: one === active }));
}

/** A folder as a host has it; null where it is below a home and there is none. */
export function atHome(folder: string, home: string | null): string | null {
  if (!folder.startsWith("~")) return folder;
  return home === null ? null : `${home}${folder.slice(1)}`;
}

/** What running a command would run: that program, or what its manager chose. */
type Hit = { readonly path: string } | { readonly chosen_by: string };

/** A shim whose manager chose nothing leaves it to what PATH has next: it means none. */
function isMeant(one: InstalledRuntime, hit: Hit): boolean {
  return "path" in hit ? one.path === hit.path : one.manager === hit.chosen_by && one.manager_default;
}

/** Hands over each program that PATH finds; gives what its commands would run, in PATH's order. */
function onPath(
  { commands, programs }: Runtime,
  files: RuntimeFiles,
  { home, path }: Places,
  accept: (real: string, manager: string) => void,
): Hit[] {
  const hits: Hit[] = [];
  for (const folder of path) {
    const names = files.list(folder).filter((name) => programs.test(name)).sort();
    const ordered = [...commands.filter((name) => names.includes(name)), ...names];
    for (const name of new Set(ordered)) {
      const real = files.real(`${folder}/${name}`);
      if (real === null || !files.isProgram(real)) continue;
      const shim = shimOf(files, folder, real, home);
      if (commands.includes(name)) hits.push(shim === null ? { path: real } : { chosen_by: shim });
      if (shim === null) accept(real, managerOf(files, name, real));
    }
  }
  return hits;
}

/** The manager of a program that only hands over to another one. */
function shimOf(files: RuntimeFiles, folder: string, real: string, home: string | null): string | null {
  if (real.endsWith("/rustup") || real.endsWith("/rustup-init")) return "rustup";
  // PATH may name the home by a link.
  const folders = [folder, files.real(folder)];
  return SHIMS.find((shims) => folders.includes(atHome(shims.folder, home)))?.manager ?? null;
}

/** Who installed a program that PATH found: Debian's alternatives by their link, the system by its folders. */
function managerOf(files: RuntimeFiles, name: string, real: string): string {
  if (files.real(`/etc/alternatives/${name}`) === real) return "alternatives";
  return /^\/(usr|bin|opt)\//.test(real) ? "system" : "path";
}

interface Entry {
  readonly real: string;
  readonly version: string | null;
  readonly standard: boolean;
}

/** The installations of a manager. Names that are links to one of them (`current`, `20`) are that one. */
function installedAt(place: Place, files: RuntimeFiles, home: string | null): Entry[] {
  const folder = atHome(place.folder, home);
  if (folder === null) return [];
  const entries = new Map<string, string>();
  const base = place.only === undefined ? files.real(folder) : null;
  for (const name of place.only === undefined ? files.list(folder) : [place.only]) {
    const real = files.real(`${folder}/${name}/${place.program}`);
    if (real === null || !files.isProgram(real)) continue;
    const own = base !== null && real.startsWith(`${base}/`)
      ? real.slice(base.length + 1).split("/")[0] ?? name
      : name;
    entries.set(real, own);
  }
  const standard = standardOf(
    [...entries.values()],
    home === null ? null : place.standard?.(files, home) ?? null,
  );
  const ordered = [...entries].sort(([, a], [, b]) => byVersion(a, b));
  return ordered.map(([real, name]) => ({
    real,
    version: versionOf(name),
    standard: name === standard,
  }));
}

/** The entry that a default means: its own name, or the newest that begins with it. */
function standardOf(names: readonly string[], wanted: string | null): string | null {
  if (wanted === null) return null;
  const plain = wanted.replace(/^v/, "");
  const fitting = names.filter((name) => {
    const own = name.replace(/^v/, "");
    return own === plain || own.startsWith(`${plain}.`);
  });
  return fitting.sort(byVersion).at(-1) ?? null;
}

/** By their numbers, in turn: `3.9` before `3.10`; by their text where those are the same. */
function byVersion(a: string, b: string): number {
  const [one, two] = [numbersIn(a), numbersIn(b)];
  for (let i = 0; i < Math.max(one.length, two.length); i++) {
    const order = (one[i] ?? -1) - (two[i] ?? -1);
    if (order !== 0) return order;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

const numbersIn = (text: string) => (text.match(/\d+/g) ?? []).map(Number);

/** The version in the name of an entry: `v20.1.0`, `3.13.0rc1`, `1.75.0-x86_64-unknown-linux-gnu`. */
function versionOf(entry: string): string | null {
  return /^v?(\d+(?:\.\d+)+(?:[a-z]+\d+)?)(?:-.*)?$/.exec(entry)?.[1] ?? null;
}

/** What the release's own file says, beside the folder of programs. */
function releaseOf({ release }: Runtime, files: RuntimeFiles, real: string): string | null {
  if (release === undefined) return null;
  const text = files.text(`${real.replace(/\/[^/]+\/[^/]+$/, "")}/${release.file}`);
  return text === null ? null : release.pattern.exec(text)?.[1] ?? null;
}
