import { crc32 } from "../../core/crc32.ts";
import type { DebianFacts } from "./package_facts.ts";

/** The relations by which apt tells two builds of one version apart. */
const RELATIONS = ["Depends", "Pre-Depends", "Conflicts", "Breaks", "Replaces"] as const;

/** These relations as a paragraph has them. */
export type BuildRelations = Readonly<Partial<Record<typeof RELATIONS[number], string>>>;

/**
 * A number that is the same for two paragraphs of one version where apt takes them for the same build. Where they are
 * not, as after a rebuild by hand, apt offers the archive's in the place of the installed one.
 */
export function buildMark(
  { architecture, multi_arch, installed_bytes }: DebianFacts,
  relations: BuildRelations,
): number {
  const texts = RELATIONS.map((field) => plain(relations[field] ?? ""));
  return crc32([architecture, multi_arch, installed_bytes, ...texts].join("\n"));
}

/** Without what dpkg changes as it writes a relation down: blanks, capitals, and `<` for `<=`. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, "").toLowerCase().replaceAll(/(?<![<>])([<>])(?![<>=])/g, "$1=");
}
