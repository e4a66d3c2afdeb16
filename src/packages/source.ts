import type { CompareVersions } from "../versions/mod.ts";
import type { PackageFiles } from "./files.ts";
import type { PackageFileError } from "./file_error.ts";

/** What is known of a package whether it is installed or only offered. */
export interface PackageFacts {
  readonly name: string;
  /** `all`, `any` or a machine's; empty where an old database does not say. */
  readonly architecture: string;
  readonly version: string;
  /** What it was built from: advisories speak of these. */
  readonly source: { readonly name: string; readonly version: string };
  readonly section: string;
  /** One line; tags and the long text are not part of it. */
  readonly description: string;
  /** On disk, bytes; null where the database does not say. */
  readonly installed_bytes: number | null;
}

/** A package of this host. */
export interface InstalledPackage extends PackageFacts {
  /** Somebody asked for it; false: it came as a dependency. */
  readonly manual: boolean;
  /** It must not be changed by an upgrade. */
  readonly held: boolean;
}

/** A version of a package that can be had. */
export interface OfferedPackage extends PackageFacts {
  /** To download, bytes; null where the list does not say. */
  readonly download_bytes: number | null;
  /** Who offers it, for people: `Debian:bookworm-security`, `extra`. */
  readonly origin: string;
}

/** An installed package of which its manager would take a newer version. */
export interface PendingUpdate {
  readonly name: string;
  readonly architecture: string;
  readonly current: string;
  readonly candidate: string;
  /** `Debian:oldstable-security`, `extra`: of the first list that has it. */
  readonly origin: string;
  /** To download, bytes; null where the list does not say. */
  readonly download_bytes: number | null;
  /** It, or a version it skips, comes from a security archive. */
  readonly security: boolean;
  /** The administrator wants it left as it is. */
  readonly held: boolean;
  /** A plain upgrade leaves it: it would have to install or remove something else, too. */
  readonly kept_back: boolean;
  /** It is offered to a part of all hosts only (Ubuntu); null: to all. */
  readonly phased: {
    /** How large that part is now, percent. */
    readonly percentage: number;
    /** This host is not among them yet. */
    readonly held_back: boolean;
  } | null;
}

/** What a source says of the host: packages, and the files that could not be read. */
export interface Installed<P extends InstalledPackage = InstalledPackage> {
  readonly packages: readonly P[];
  readonly problems: readonly PackageFileError[];
}

/**
 * One package manager's database as files. Every implementation passes the same conformance suite. A damaged file
 * is a problem that is told; what the other files say is returned all the same.
 */
export interface PackageSource<P extends InstalledPackage = InstalledPackage> {
  readonly name: string;
  /** Files and folders it reads, absolute as on the host: its permissions, and what to watch. */
  readonly reads: readonly string[];
  readonly compare: CompareVersions;
  /** Whether this host has its database at all. */
  present(files: PackageFiles): Promise<boolean>;
  installed(files: PackageFiles): Promise<Installed<P>>;
  /** Hands over every package offered, list by list; gives the problems. */
  offered(files: PackageFiles, accept: (offer: OfferedPackage) => void): Promise<readonly PackageFileError[]>;
}
