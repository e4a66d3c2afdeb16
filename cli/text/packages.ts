import type { PackageSummary } from "../../src/contract/wire.ts";
import { type Piece, styled } from "./paint.ts";
import type { Column } from "./table.ts";

/** Columns of a table of packages. */
export const PACKAGE_COLUMNS: readonly Column<PackageSummary>[] = [
  { title: "NAME", cell: ({ name }) => name, cut: 3 },
  { title: "VERSION", cell: ({ version }) => version, cut: 2 },
  { title: "ARCH", cell: ({ architecture }) => architecture, spare: 1 },
  { title: "STATE", cell: packageState },
  { title: "DESCRIPTION", cell: ({ description }) => description, cut: 1 },
];

/** Whether a package is there, and why. */
export function packageState({ installed, manual, upgradable }: PackageSummary): Piece {
  if (!installed) return styled("faint", "-");
  if (upgradable) return styled("warning", "upgradable");
  return manual ? styled("good", "installed") : "automatic";
}
