import { compareDpkgVersions } from "../../versions/mod.ts";
import { type AptSettings, flagOf } from "./apt_conf.ts";
import type { DpkgPackage } from "./dpkg_status.ts";

/** A kernel's image is named after its release, as uname(1) has it. */
const IMAGE = /^(?:linux|kfreebsd|gnumach)-image-(\d+\..*)$/;

/** Kernels and what belongs to one, whichever. */
const ANY_KERNEL = /^linux-.*\d+\.\d+\.\d+/;

/** How many versions are kept, the one that runs among them. */
const KEPT_VERSIONS = 2;

/**
 * Which packages apt keeps because they are of a kernel that is kept: of the one that runs, of the newest, and of the
 * one before where these are the same. Where it is not known which one runs, all of them count as kept.
 */
export function keptKernels(
  packages: readonly DpkgPackage[],
  running: string | null,
  settings: AptSettings,
): (name: string) => boolean {
  if (running === null) return (name) => ANY_KERNEL.test(name);
  const images = packages.flatMap(({ name, version }) => {
    const release = /-dbg(?:sym)?$/.test(name) ? undefined : IMAGE.exec(name)?.[1];
    return release === undefined ? [] : [{ release, version }];
  });
  if (images.length === 0 || flagOf(settings, "apt::protect-kernels") === false) return () => false;
  const newest = images.map(({ version }) => version).sort((a, b) => compareDpkgVersions(b, a));
  const own = images.find(({ release }) => release === running)?.version;
  const kept: string[] = [];
  for (const version of [...own === undefined ? [] : [own], ...newest]) {
    const is_new = kept.every((other) => compareDpkgVersions(other, version) !== 0);
    // The newest is kept whatever else is.
    if (is_new && kept.length < KEPT_VERSIONS) kept.push(version);
  }
  const releases = new Set([
    running,
    ...images.filter(({ version }) => kept.some((one) => compareDpkgVersions(one, version) === 0))
      .map(({ release }) => release),
  ]);
  const tests = (settings.get("apt::versionedkernelpackages") ?? []).flatMap(patternTest);
  return (name) => [...releases].some((release) => belongsTo(name, release, tests));
}

/** `linux-headers-6.1.0-13-amd64` belongs to 6.1.0-13-amd64 where a pattern fits what stands before it. */
function belongsTo(name: string, release: string, tests: readonly RegExp[]): boolean {
  const before = name.endsWith(`-${release}`) ? name.slice(0, -release.length - 1) : null;
  return before !== null && tests.some((test) => test.test(before));
}

/** A pattern that is none keeps nothing. */
function patternTest(pattern: string): RegExp[] {
  try {
    return [new RegExp(`^(?:${pattern})$`)];
  } catch {
    return [];
  }
}
