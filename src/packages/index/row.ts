import type { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import type { Text } from "../stretch.ts";

/** What is kept of a package for a search: one package of one architecture. */
export interface IndexRow {
  /** As in its row of the places. */
  readonly manager: string;
  readonly name: Text;
  /** Of the version that is shown: `all` where it is for every machine. */
  readonly architecture: string;
  /** The version that is shown: the installed one, else the candidate, else the newest. */
  readonly version: Text;
  /** One line. */
  readonly description: Text;
  readonly installed: boolean;
  /** Somebody asked for it; false also where it is not installed. */
  readonly manual: boolean;
  readonly held: boolean;
  /** The candidate is newer than what is installed. */
  readonly upgradable: boolean;
  readonly details: RowDetails;
}

/** What is kept of a package to be shown on its own; read from the index file when it is asked for. */
export interface PackageDetails {
  readonly installed_version: string | null;
  /** What an upgrade or an installation would bring. */
  readonly candidate_version: string | null;
  readonly section: string;
  /** Who offers the candidate, else the version that is shown; empty where nobody does. */
  readonly origin: string;
  /** What the version that is shown was built from. */
  readonly source_name: string;
  readonly source_version: string;
  /** Of the version that is shown, on disk, bytes. */
  readonly installed_bytes: number | null;
  /** Of the candidate, to download, bytes. */
  readonly download_bytes: number | null;
  /** What it cannot be without; alternatives of one are joined by ` | `. */
  readonly depends: readonly string[];
  readonly tags: readonly string[];
}

/** The same as it is written: texts as they stand in a file, lists with commas between, split when somebody asks. */
export type RowDetails = Readonly<Record<keyof PackageDetails, Text | number | null>>;

/** A package manager as the index sees it. */
export interface IndexSource {
  /** As in its row of the places. */
  readonly manager: string;
  /** Whether this host has its database at all. */
  present(files: PackageFiles): Promise<boolean>;
  /**
   * Reads everything and hands it over, packages of one name in the order in which they are to be shown; gives the
   * problems. Throws PackageFileError where what is installed cannot be read.
   */
  rows(files: PackageFiles, accept: (row: IndexRow) => void): Promise<readonly PackageFileError[]>;
}
