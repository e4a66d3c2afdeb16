import { readPacmanConf } from "../arch/pacman_conf.ts";
import { archSource } from "../arch/source.ts";
import type { PackageFiles } from "../files.ts";
import type { PackageChange } from "./change.ts";
import { localTime } from "./local_time.ts";
import { logLines } from "./log_lines.ts";

/** `[2026-11-21T15:57:12+0100] [ALPM] upgraded linux (6.11-1 -> 6.12-1)`; old ones have neither zone nor tag. */
const LINE = /^\[([^\]]+)\] (?:\[([A-Z]+)\] )?(.*)$/;
const CHANGE = /^(installed|upgraded|downgraded|reinstalled|removed) (\S+) \((\S+?)(?: -> (\S+))?\)$/;
const RUN = /^Running '(.*)'$/;

const ACTIONS: Readonly<Record<string, PackageChange["action"]>> = {
  installed: "install",
  upgraded: "upgrade",
  downgraded: "downgrade",
  reinstalled: "reinstall",
  removed: "remove",
};

/** The changes of pacman's log, the oldest first. Throws PackageFileError. */
export async function* pacmanChanges(files: PackageFiles): AsyncGenerator<PackageChange> {
  // What is wrong with the settings is told with the packages.
  const { log_file } = await readPacmanConf(files, []);
  let command: string | null = null;
  for await (const line of logLines(files, log_file)) {
    const [, time = "", , text = ""] = LINE.exec(line) ?? [];
    const [, run] = RUN.exec(text) ?? [];
    if (run !== undefined) command = run;
    const [, word = "", name = "", first = "", second] = CHANGE.exec(text) ?? [];
    const [action, at_ms] = [ACTIONS[word], timeOf(time)];
    if (action === undefined || at_ms === null) continue;
    yield {
      at_ms,
      action,
      name,
      architecture: "",
      from: action === "install" ? null : first,
      to: action === "remove" ? null : second ?? first,
      source: archSource.name,
      command,
      user: null,
    };
  }
}

/** With a zone `+0100`, without one by the clock on the wall. */
function timeOf(text: string): number | null {
  const [, time = "", zone = ""] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)([+-]\d{4}|Z)$/.exec(text) ?? [];
  if (time === "") return localTime(text);
  const at_ms = Date.parse(`${time}${zone.replace(/(\d\d)$/, ":$1")}`);
  return Number.isNaN(at_ms) ? null : at_ms;
}
