import { debianSource } from "../debian/source.ts";
import type { PackageFiles } from "../files.ts";
import type { PackageChange } from "./change.ts";
import { localTime } from "./local_time.ts";
import { logLines } from "./log_lines.ts";
import { DPKG_LOGS } from "./logs.ts";

/** `2026-11-21 15:57:12 upgrade fontconfig:amd64 2.14.1-3 2.14.1-4`; the other lines tell of states. */
const CHANGE = /^(\S+ \S+) (install|upgrade|remove|purge) ([^\s:]+)(?::(\S+))? (\S+) (\S+)$/;
const NONE = "<none>";

/** The changes of dpkg's logs, the oldest first. Throws PackageFileError. */
export async function* dpkgChanges(files: PackageFiles): AsyncGenerator<PackageChange> {
  for (const path of DPKG_LOGS) {
    for await (const line of logLines(files, path)) {
      const change = changeOf(line);
      if (change !== null) yield change;
    }
  }
}

function changeOf(line: string): PackageChange | null {
  const [, time = "", word = "", name = "", architecture = "", before = "", after = ""] = CHANGE.exec(line) ??
    [];
  const at_ms = localTime(time);
  const from = before === NONE ? null : before;
  const to = after === NONE ? null : after;
  const action = actionOf(word, from, to);
  if (at_ms === null || action === null) return null;
  return {
    at_ms,
    action,
    name,
    architecture,
    from,
    to,
    source: debianSource.name,
    command: null,
    user: null,
  };
}

/** dpkg says upgrade also where the version stays or falls; null where one of them is no version. */
function actionOf(word: string, from: string | null, to: string | null): PackageChange["action"] | null {
  if (word === "remove" || word === "purge" || word === "install") return word;
  try {
    const order = from === null || to === null ? -1 : debianSource.compare(from, to);
    return order === 0 ? "reinstall" : order > 0 ? "downgrade" : "upgrade";
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
