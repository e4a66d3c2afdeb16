import { compareDpkgVersions } from "../../versions/mod.ts";
import type { PackageFileError } from "../file_error.ts";
import { orProblem } from "../or_problem.ts";
import type { InstalledPackage, PackageSource } from "../source.ts";
import { type DpkgDatabase, isUnpacked, readDpkgDatabase } from "./database.ts";
import { ADMIN_DIR, type DpkgPackage } from "./dpkg_status.ts";
import { EXTENDED_STATES, isAutomatic, readAutoInstalled } from "./extended_states.ts";
import { findLists } from "./lists.ts";
import { readPackagesList } from "./packages_list.ts";
import { LISTS_DIR } from "./places.ts";
import { originOf } from "./updates.ts";

/** An installed package with all that dpkg says of it. */
export interface DebianPackage extends DpkgPackage, InstalledPackage {}

const NOTHING: DpkgDatabase = { packages: [], native: "", foreign: [], info: new Set() };

/** Debian's, Ubuntu's and their kin's packages: dpkg's database and apt's lists. */
export const debianSource: PackageSource<DebianPackage> = {
  name: "debian",
  reads: [ADMIN_DIR, EXTENDED_STATES, LISTS_DIR, "/etc/apt"],
  compare: compareDpkgVersions,

  async present(files) {
    return (await files.list(ADMIN_DIR)).includes("status");
  },

  async installed(files) {
    const problems: PackageFileError[] = [];
    const { packages, native } = await orProblem(problems, readDpkgDatabase(files), NOTHING);
    const automatic = await orProblem(problems, readAutoInstalled(files), new Set<string>());
    return {
      packages: packages.filter(isUnpacked).map((found) => ({
        ...found,
        manual: !isAutomatic(found, native, automatic),
        held: found.want === "hold",
      })),
      problems,
    };
  },

  async offered(files, accept) {
    // Its problems are told with what is installed.
    const found = await findLists(files, await orProblem([], readDpkgDatabase(files), NOTHING));
    const problems = [...found.problems];
    for (const list of found.lists) {
      const origin = originOf(list);
      const reading = readPackagesList(files, list.path, (listed) => accept({ ...listed, origin }));
      await orProblem(problems, reading, undefined);
    }
    return problems;
  },
};
