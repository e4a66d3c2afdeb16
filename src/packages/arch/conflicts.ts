import { brokenTransitively } from "../broken_sets.ts";
import { byPackage, type Conflicts, type DirectConflict, type StateFault, unique } from "../conflicts.ts";
import type { PackageFiles } from "../files.ts";
import { orProblem } from "../or_problem.ts";
import type { Desc } from "./desc.ts";
import { ArchSet } from "./installed_set.ts";
import { type ArchDatabase, localFolder, packageFolders } from "./local_database.ts";
import { parseArchRelation } from "./relations.ts";

/**
 * Finds what is wrong with an installation, as `pacman -Dk` lists it, and the packages that do not work because of it.
 */
export async function archConflicts(files: PackageFiles, database: ArchDatabase): Promise<Conflicts> {
  const set = new ArchSet(database.packages);
  const needsOf = (found: Desc) => found.depends.map((text) => set.satisfying(parseArchRelation(text)));
  const direct = byPackage(set.packages.flatMap((found) => [...unmet(set, found), ...clashes(set, found)]));
  const states = await brokenStates(files, database);
  const transitive = brokenTransitively(set.packages, (found) => ({
    name: found.facts.name,
    essential: false,
    needs: needsOf(found),
    clashes: found.conflicts.flatMap((text) => set.hit(parseArchRelation(text), found)),
  }));
  return {
    direct,
    states,
    transitive,
    broken: unique([...direct, ...states].map((one) => one.package), transitive),
  };
}

function unmet(set: ArchSet, { facts, depends }: Desc): DirectConflict[] {
  return depends.filter((text) => set.satisfying(parseArchRelation(text)).length === 0)
    .map((wants) => ({ package: facts.name, relation: "Depends", wants }));
}

function clashes(set: ArchSet, found: Desc): DirectConflict[] {
  return found.conflicts.filter((text) => set.hit(parseArchRelation(text), found).length > 0)
    .map((wants) => ({ package: found.facts.name, relation: "Conflicts", wants }));
}

/** Packages of which what pacman keeps of them is lost, or cannot be read. */
async function brokenStates(files: PackageFiles, { conf, problems }: ArchDatabase): Promise<StateFault[]> {
  const states: StateFault[] = [];
  const damaged = new Set(problems.map(({ file }) => file));
  for (const entry of await packageFolders(files, conf, [])) {
    const folder = `${localFolder(conf)}/${entry}`;
    // What cannot be listed was told when the package was read.
    const names = await orProblem([], files.list(folder), null);
    const name = entry.replace(/-[^-]*-[^-]*$/, "");
    if (names?.includes("desc") === false) states.push({ package: name, state: "missing-description" });
    else if (damaged.has(`${folder}/desc`)) states.push({ package: name, state: "damaged-description" });
    if (names?.includes("files") === false) states.push({ package: name, state: "missing-list" });
  }
  return states;
}
