import type { PackageInfo } from "../../src/contract/wire.ts";
import type { Command } from "../command.ts";
import { ARCHITECTURE, definePackages, packageMeant } from "../packages.ts";
import { type Fact, factLines } from "../text/facts.ts";
import { bytes } from "../text/format.ts";
import { packageState } from "../text/packages.ts";
import { type Line, paint, type Piece, styled, type View } from "../text/paint.ts";
import { wrap } from "../text/width.ts";

/** `cortex info`: one package with versions, sizes, origin and dependencies. */
export const command: Command = definePackages({
  operation: "packages.info",
  operands: [{ name: "PACKAGE", summary: "Name of the package" }],
  options: ARCHITECTURE,
  examples: [
    { args: "info vim", summary: "Versions, sizes, origin, dependencies" },
    { args: "info vim --admindir /backup/dpkg", summary: "The same of a saved database" },
  ],
  input: ({ operands: [name = ""], values }) => packageMeant(name, values),
  render,
});

function render(found: PackageInfo, view: View): string {
  const facts: Fact[] = [
    ["state", [packageState(found), found.held ? styled("warning", ", held") : ""]],
    ["installed", pieces(found.installed_version)],
    ["candidate", pieces(found.candidate_version)],
    ["origin", pieces(found.origin)],
    ["architecture", [found.architectures.join(", ")]],
    ["section", pieces(found.section)],
    ["built from", pieces(builtFrom(found))],
    ["on disk", found.installed_bytes === null ? [] : [bytes(found.installed_bytes)]],
    ["download", found.download_bytes === null ? [] : [bytes(found.download_bytes)]],
    ["managed by", pieces(found.source)],
  ];
  return paint([
    [styled("strong", found.name), ` ${found.version}  ${found.description}`],
    [],
    ...factLines(facts),
    ...list("depends on", found.depends, view),
    ...list("tags", found.tags, view),
  ], view);
}

/** The source package, where it is not the package itself. */
function builtFrom({ name, version, source_name, source_version }: PackageInfo): string {
  if (source_name === name && source_version === version) return "";
  return `${source_name} ${source_version}`;
}

function pieces(text: string | null): Piece[] {
  return text === null || text === "" ? [] : [text];
}

function list(title: string, items: readonly string[], { columns }: View): Line[] {
  if (items.length === 0) return [];
  return [[], [styled("faint", title)], ...wrap(items.join(", "), columns).map((line): Line => [line])];
}
