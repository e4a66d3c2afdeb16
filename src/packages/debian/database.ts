import type { PackageFiles } from "../files.ts";
import { ADMIN_DIR, type DpkgPackage, readDpkgStatus } from "./dpkg_status.ts";

/** dpkg's database in memory. */
export interface DpkgDatabase {
  readonly packages: readonly DpkgPackage[];
  /** The machine's own architecture; empty where nothing tells. */
  readonly native: string;
  /** Other architectures that the administrator allowed. */
  readonly foreign: readonly string[];
  /** Names of the files in dpkg's `info` folder. */
  readonly info: ReadonlySet<string>;
}

/** Reads dpkg's database. Throws PackageFileError where its status cannot be read. */
export async function readDpkgDatabase(
  files: PackageFiles,
  admin_dir: string = ADMIN_DIR,
): Promise<DpkgDatabase> {
  const packages = await readDpkgStatus(files, admin_dir);
  const named = (await readText(files, `${admin_dir}/arch`)).split(/\s+/).filter((name) => name !== "");
  const native = nativeArchitecture(packages) ?? named[0] ?? "";
  return {
    packages,
    native,
    foreign: named.filter((name) => name !== native),
    info: new Set(await files.list(`${admin_dir}/info`)),
  };
}

/** Whether a package has files on the disk: dpkg and apt count it as installed. */
export function isUnpacked({ state }: DpkgPackage): boolean {
  return state !== "config-files" && state !== "not-installed";
}

/** Whether a package works, as far as dpkg knows; waiting for a trigger does not hinder it. */
export function isConfigured({ state }: DpkgPackage): boolean {
  return state === "installed" || state === "triggers-awaited" || state === "triggers-pending";
}

/** A package's name for people: with its architecture where that is not the machine's, as apt writes it. */
export function displayName(p: { name: string; architecture: string }, native: string): string {
  return architectureOf(p, native) === native ? p.name : `${p.name}:${p.architecture}`;
}

/** The architecture that a package counts for: those for all machines count as native. */
export function architectureOf({ architecture }: { architecture: string }, native: string): string {
  return architecture === "all" || architecture === "" ? native : architecture;
}

/** dpkg runs on the machine, so its own architecture is the machine's; else the most frequent one. */
function nativeArchitecture(packages: readonly DpkgPackage[]): string | undefined {
  const dpkg = packages.find((p) => p.name === "dpkg" && isUnpacked(p));
  if (dpkg !== undefined && dpkg.architecture !== "all") return dpkg.architecture;
  const counts = new Map<string, number>();
  for (const { architecture } of packages) {
    if (architecture !== "all" && architecture !== "") {
      counts.set(architecture, (counts.get(architecture) ?? 0) + 1);
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** The beginning of a small file; empty where it is not there. */
async function readText(files: PackageFiles, path: string): Promise<string> {
  for await (const chunk of await files.open(path) ?? []) {
    return new TextDecoder().decode(chunk.subarray(0, 4096));
  }
  return "";
}
