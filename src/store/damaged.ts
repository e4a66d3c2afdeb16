import { basename, dirname } from "node:path/posix";

/** What SQLite keeps beside a database. */
export const COMPANIONS = ["-wal", "-shm"] as const;

/** Why a database is set aside, and how many of each are kept for people to look at; older ones are removed. */
const KEPT = { damaged: 5, "before-restore": 2 } as const;
type Why = keyof typeof KEPT;

/** Moves a database and its companions aside; where it is now. What is not there is not moved. */
export function moveAside(path: string, wall_ms: number): string {
  const kept = asideOf(path, "damaged", wall_ms);
  for (const end of ["", ...COMPANIONS]) move(`${path}${end}`, `${kept}${end}`);
  removeOld(path, "damaged", kept);
  return kept;
}

/** A name for a database that is set aside, which neither it nor its companions have yet. */
export function asideOf(path: string, why: Why, wall_ms: number): string {
  const time = new Date(wall_ms).toISOString().replace(/[-:]/g, "");
  const taken = new Set([...Deno.readDirSync(dirname(path))].map((entry) => entry.name));
  const isTaken = (to: string) => ["", ...COMPANIONS].some((end) => taken.has(basename(to) + end));
  let kept = `${path}.${why}-${time}`;
  for (let count = 2; isTaken(kept); count++) kept = `${path}.${why}-${time}.${count}`;
  return kept;
}

/** Whether companions of a database are there whose database is not. */
export function isOrphaned(path: string): boolean {
  const names = new Set([...Deno.readDirSync(dirname(path))].map((entry) => entry.name));
  return !names.has(basename(path)) && COMPANIONS.some((end) => names.has(basename(path) + end));
}

/** Renames a file that may not be there. */
export function move(from: string, to: string): void {
  try {
    Deno.renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** Removes all that were set aside for a reason but the newest; which one that is the clock may not know. */
export function removeOld(path: string, why: Why, newest: string): void {
  const dir = dirname(path);
  const stems = new Set(
    [...Deno.readDirSync(dir)]
      .filter((entry) => entry.name.startsWith(`${basename(path)}.${why}-`))
      .map((entry) => `${dir}/${entry.name.replace(/-(wal|shm)$/, "")}`),
  );
  stems.delete(newest);
  // Names carry the time, so that their order is that of the files.
  const old = [...stems].sort().reverse().slice(KEPT[why] - 1);
  for (const stem of old) for (const end of ["", ...COMPANIONS]) remove(`${stem}${end}`);
}

/** Removes a file that may not be there. */
export function remove(path: string): void {
  try {
    Deno.removeSync(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
