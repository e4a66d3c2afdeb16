import type { InstalledPackage, OfferedPackage } from "../source.ts";

/** What Arch's packages say beyond what every source says. */
interface ArchFacts {
  /** What it cannot be without, each with its version: `glibc>=2.38`. */
  readonly depends: readonly string[];
}

/** An installed package of Arch. */
export interface ArchPackage extends InstalledPackage, ArchFacts {}

/** A version that a repository or the AUR offers. */
export interface ArchOffer extends OfferedPackage, ArchFacts {}
