import type { Examination } from "../packages/mod.ts";
import { compareDpkgVersions } from "../versions/mod.ts";

/**
 * Why a host wants a reboot, a line each; none where it does not. A kernel counts where a newer one of the same
 * flavour is installed than the one that runs, whose release is null where it is not known.
 */
export function rebootReasons(
  { asked, asked_by, kernels }: Examination["reboot"],
  running: string | null,
): string[] {
  const newer = running === null ? null : newestKernel(running, kernels);
  return [
    ...asked
      ? [asked_by.length === 0 ? "A package asked for it" : `Asked for by ${asked_by.join(", ")}`]
      : [],
    ...newer === null ? [] : [`The kernel ${newer} is installed, ${running} runs`],
  ];
}

/** The newest installed kernel, where it is newer than the one that runs. */
function newestKernel(running: string, kernels: readonly string[]): string | null {
  const own = partsOf(running);
  let newest = running;
  for (const release of kernels) {
    const { version, flavour } = partsOf(release);
    if (flavour === own.flavour && isNewer(version, partsOf(newest).version)) newest = release;
  }
  return newest === running ? null : newest;
}

/** `6.1.0-13-cloud-amd64` is version 6.1.0-13 of the flavour cloud-amd64. */
function partsOf(release: string): { version: string; flavour: string } {
  const [version = "", ...flavour] = release.split(/-(?=[a-z])/);
  return { version, flavour: flavour.join("-") };
}

/** A kernel that somebody built may have any release: it is never older or newer. */
function isNewer(a: string, b: string): boolean {
  try {
    return compareDpkgVersions(a, b) > 0;
  } catch {
    return false;
  }
}
