import type { OutputOf, PackageUpdate } from "../../src/contract/wire.ts";
import type { Command } from "../command.ts";
import { definePackages } from "../packages.ts";
import { age, bytes, plural } from "../text/format.ts";
import { type Line, paint, type Piece, styled, type View } from "../text/paint.ts";
import { problemLines } from "../text/problems.ts";
import { table } from "../text/table.ts";

/** Age of the lists, days, from which they are called old. */
const OLD_DAYS = 7;

/** `cortex updates`: packages of which there is a newer version, how old the lists are, and whether to reboot. */
export const command: Command = definePackages({
  operation: "packages.updates",
  options: { security: { type: "flag", summary: "Only those that come from a security archive" } },
  examples: [
    { args: "updates", summary: "All pending updates, and how old the lists are" },
    { args: "updates --security --json", summary: "Security updates, for a program" },
    { args: "updates --root /mnt/image", summary: "Those of an unpacked image" },
  ],
  input: ({ values: { security } }) => ({ security }),
  render,
});

type Updates = OutputOf<"packages.updates">;

function render(found: Updates, view: View): string {
  const { items, total, security, lists, stale_since, message, problems, reboot_reasons } = found;
  const rows = items.length === 0 ? [] : table(items, [
    { title: "NAME", cell: ({ name }) => name, cut: 2 },
    { title: "ARCH", cell: ({ architecture }) => architecture, spare: 1 },
    { title: "INSTALLED", cell: ({ current }) => current, cut: 1 },
    { title: "CANDIDATE", cell: ({ candidate }) => candidate, cut: 3 },
    { title: "ORIGIN", cell: ({ origin }) => origin, spare: 3 },
    {
      title: "SIZE",
      cell: ({ download_bytes }) => download_bytes === null ? "" : bytes(download_bytes),
      align: "right",
      spare: 2,
    },
    { title: "NOTES", cell: notes },
  ], view);
  const is_old = lists.age_days === null || lists.age_days >= OLD_DAYS;
  const summary: Line = [
    total === 0 ? "No updates" : `${plural(total, "update")}, ${security} of them for security`,
    ". ",
    styled(is_old ? "warning" : "faint", lists.message),
  ];
  return paint([
    ...rows,
    summary,
    ...reboot_reasons.map((reason): Line => [styled("warning", "Reboot required: "), reason]),
    ...restartLines(found),
    ...stale_since === null ? [] : [[
      styled("bad", `Not read anew since ${age(stale_since, view.now)}: ${message ?? ""}`),
    ]],
    ...problemLines(problems),
  ], view);
}

/** Services to start anew, each with what it runs that was replaced; why that is not known, where it is not. */
function restartLines({ services_restart, services_restart_message }: Updates): Line[] {
  return [
    ...(services_restart ?? []).map(({ service, files }): Line => [
      styled("warning", "Restart required: "),
      `${service}, which runs what was replaced: ${files.join(", ")}`,
    ]),
    ...services_restart_message === null ? [] : [[styled("faint", services_restart_message)]],
  ];
}

/** What is special with an update. */
function notes({ security, held, kept_back, phased }: PackageUpdate): Piece {
  const words = [
    ...security ? ["security"] : [],
    ...held ? ["held"] : [],
    ...kept_back ? ["kept back"] : [],
    ...phased === null
      ? []
      : [`phased ${phased.percentage} %${phased.held_back ? ", not for this host yet" : ""}`],
  ].join(", ");
  return security ? styled("warning", words) : words;
}
