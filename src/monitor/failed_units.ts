import type { FailedUnit } from "../contract/mod.ts";

/** Arguments that list failed units, one a line, in full. */
export const LIST_FAILED = [
  "list-units",
  "--state=failed",
  "--plain",
  "--no-legend",
  "--no-pager",
  "--full",
] as const;

/** What systemctl says on a machine that another init system has booted, or where nobody can be asked. */
export function isWithoutSystemd(stderr: string): boolean {
  return /not been booted with systemd|Failed to connect to .*bus/i.test(stderr);
}

/** Whether systemctl, before version 248, refused `--output=json` for this command. */
export function refusesJson(stderr: string): boolean {
  return /unknown output|invalid output|unrecognized option '--output/i.test(stderr);
}

/** Units of either form: a JSON array, or lines of `UNIT LOAD ACTIVE SUB DESCRIPTION`. */
export function parseFailedUnits(stdout: string): FailedUnit[] {
  return stdout.trimStart().startsWith("[") ? parseJson(stdout) : parsePlain(stdout);
}

function parseJson(stdout: string): FailedUnit[] {
  const rows: unknown = JSON.parse(stdout);
  if (!Array.isArray(rows)) return [];
  return rows.map((row: Record<string, unknown>) => {
    const text = (key: string) => typeof row[key] === "string" ? row[key] : "";
    return {
      unit: text("unit"),
      load: text("load"),
      active: text("active"),
      sub: text("sub"),
      description: text("description"),
    };
  });
}

/** Some versions put a coloured dot before a failed unit even with --plain. */
function parsePlain(stdout: string): FailedUnit[] {
  const row = /^(?:[●*]\s+)?(\S+)\s+(\S+)\s+(\S+)\s+(\S+)(?:\s+(.*))?$/;
  return stdout.split("\n").flatMap((line) => {
    const match = row.exec(line.trim());
    if (!match) return [];
    const [, unit = "", load = "", active = "", sub = "", description = ""] = match;
    return [{ unit, load, active, sub, description }];
  });
}
