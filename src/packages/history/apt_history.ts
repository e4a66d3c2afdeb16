import type { PackageFiles } from "../files.ts";
import { localTime } from "./local_time.ts";
import { logLines } from "./log_lines.ts";
import { APT_LOGS } from "./logs.ts";

/** One run of apt. */
export interface AptRun {
  readonly begun_ms: number;
  /** null: it was cut off. */
  readonly ended_ms: number | null;
  readonly command: string | null;
  readonly user: string | null;
}

/** The runs of apt's logs, the oldest first. Throws PackageFileError. */
export async function aptRuns(files: PackageFiles): Promise<readonly AptRun[]> {
  const runs: { -readonly [K in keyof AptRun]: AptRun[K] }[] = [];
  for (const path of APT_LOGS) {
    for await (const line of logLines(files, path)) {
      const [, field = "", value = ""] = /^([A-Z][A-Za-z-]*): (.*)$/.exec(line) ?? [];
      const begun_ms = field === "Start-Date" ? localTime(value) : null;
      if (begun_ms !== null) runs.push({ begun_ms, ended_ms: null, command: null, user: null });
      const run = runs.at(-1);
      if (run === undefined) continue;
      if (field === "Commandline") run.command = value;
      else if (field === "Requested-By") run.user = value.replace(/ \(\d+\)$/, "");
      else if (field === "End-Date") run.ended_ms = localTime(value);
    }
  }
  return runs;
}
