import { type DpkgDatabase, isConfigured } from "./debian/database.ts";
import type { PackageFiles } from "./files.ts";
import { readText, textOf } from "./read_text.ts";

/** What of the files of a host speaks of a reboot. */
export interface RebootSigns {
  /** A package asked for one since the last start. */
  readonly asked: boolean;
  /** The packages that asked, as far as they say who they are. */
  readonly asked_by: readonly string[];
  /** Releases of the installed kernels, as uname(1) names the one that runs: `6.1.0-13-amd64`. */
  readonly kernels: readonly string[];
}

/** Written by packages whose new version works after a reboot only; gone after one, as all of /run. */
const REBOOT_FILES = { asked: "/run/reboot-required", by: "/run/reboot-required.pkgs" } as const;

/** A kernel's package is named after its release; `linux-image-amd64` only asks for the newest one. */
const KERNEL = /^linux-image-(?:unsigned-)?(\d.*?)(-unsigned)?$/;

/** Reads the signs of a reboot. Throws {@link PackageFileError} for a file that cannot be read. */
export async function readRebootSigns(files: PackageFiles, database: DpkgDatabase): Promise<RebootSigns> {
  const asked = await files.open(REBOOT_FILES.asked);
  if (asked !== null) await textOf(REBOOT_FILES.asked, asked); // that it is there is all it says
  const names = (await readText(files, REBOOT_FILES.by)).split("\n").map((name) => name.trim());
  return {
    asked: asked !== null,
    asked_by: [...new Set(names.filter((name) => name !== ""))].sort(),
    kernels: database.packages.filter(isConfigured)
      .flatMap(({ name }) => name.endsWith("-dbg") ? [] : KERNEL.exec(name)?.[1] ?? []),
  };
}
