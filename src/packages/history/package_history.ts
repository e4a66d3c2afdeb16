import type { PackageFileError } from "../file_error.ts";
import type { PackageFiles } from "../files.ts";
import type { IndexProblem } from "../index/mod.ts";
import { orProblem } from "../or_problem.ts";
import { type AptRun, aptRuns } from "./apt_history.ts";
import type { PackageChange } from "./change.ts";
import { dpkgChanges } from "./dpkg_log.ts";
import { pacmanChanges } from "./pacman_log.ts";

/** What of the history is wanted. */
export interface HistoryQuery {
  /** Only changes of this package. */
  readonly name: string | null;
  /** Only changes since then, milliseconds since 1970. */
  readonly since_ms: number;
  /** So many at most, the latest. */
  readonly limit: number;
}

/** What was done. JSON-safe. */
export interface PackageHistory {
  /** The latest first. */
  readonly changes: readonly PackageChange[];
  /** How many fit, those beyond the limit among them. */
  readonly total: number;
  readonly problems: readonly IndexProblem[];
}

/** dpkg's part of a run of apt may be written a moment after its end. */
const SLACK_MS = 2000;

/** Reads the logs of every package manager. A log that cannot be read is a problem, and the others count. */
export async function packageHistory(files: PackageFiles, query: HistoryQuery): Promise<PackageHistory> {
  const problems: PackageFileError[] = [];
  const fits = ({ name, at_ms }: PackageChange) =>
    at_ms >= query.since_ms && (query.name === null || name === query.name);
  const debian = await fitting(dpkgChanges(files));
  const arch = await fitting(pacmanChanges(files));
  const runs = await orProblem(problems, aptRuns(files), []);
  const changes = [...debian.map((change) => ({ ...change, ...askedFor(change, runs) })), ...arch]
    .toSorted((a, b) => b.at_ms - a.at_ms);
  return {
    changes: changes.slice(0, query.limit),
    total: changes.length,
    problems: problems.map(({ file, line, reason }) => ({ file, line, reason })),
  };

  /** The latest first, so that of equal times the later line stays before the earlier. */
  async function fitting(all: AsyncIterable<PackageChange>): Promise<PackageChange[]> {
    const found: PackageChange[] = [];
    const reading = async () => {
      for await (const change of all) if (fits(change)) found.push(change);
    };
    await orProblem(problems, reading(), undefined);
    return found.reverse();
  }
}

/** What was run to bring a change of dpkg's about, and by whom. */
function askedFor(
  { at_ms }: PackageChange,
  runs: readonly AptRun[],
): Pick<PackageChange, "command" | "user"> {
  const run = runs.findLast(({ begun_ms }) => begun_ms <= at_ms);
  const is_within = run !== undefined && at_ms <= (run.ended_ms ?? Infinity) + SLACK_MS;
  return is_within ? { command: run.command, user: run.user } : { command: null, user: null };
}
