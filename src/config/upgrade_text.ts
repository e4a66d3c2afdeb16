import type { Document, Scalar, YAMLMap } from "yaml";
import { valueIn } from "./layer.ts";
import { CURRENT_VERSION, type Migration, MIGRATIONS, type Step, stepsFrom } from "./versions.ts";
import { isSection } from "./yaml_places.ts";

/** A configuration file's text in the current form, and the version it had where that was an older one. */
export interface Upgraded {
  readonly text: string;
  readonly upgraded_from: number | null;
}

type Path = readonly string[];

/**
 * Brings the text of a file to the current version, comments and order kept; the very same text where it has it.
 * Lines of other forms are written anew.
 */
export async function upgradeText(
  text: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<Upgraded> {
  // The library that keeps comments is loaded only here: reading a file needs a much smaller one.
  const { parseDocument } = await import("yaml");
  const document: Document = parseDocument(text);
  const version = document.contents === null ? undefined : document.get("version");
  if (typeof version !== "number" || version >= CURRENT_VERSION) return { text, upgraded_from: null };
  for (const step of stepsFrom(version, migrations)) apply(step, document);
  document.set("version", CURRENT_VERSION);
  return { text: document.toString({ lineWidth: 0 }), upgraded_from: version };
}

function apply(step: Step, document: Document): void {
  if (step.kind === "remove") return remove(document, step.path);
  const path = step.kind === "move" ? step.from : step.path;
  if (!document.hasIn(path)) return;
  if (step.kind === "convert") {
    put(document, path, step.convert(valueIn(document.toJS(), path)));
  } else {
    const node = document.getIn(path, true);
    const comment = commentOf(document, path);
    remove(document, path);
    put(document, step.to, node);
    const key = keyOf(document, step.to);
    if (key !== undefined) key.commentBefore = comment;
  }
}

/** What is said above a setting. Above the first of a section it belongs to the section, for the library. */
function commentOf(document: Document, path: Path): string | null {
  const section = sectionOf(document, path);
  const key = keyOf(document, path);
  const first = section?.items[0]?.key === key;
  return key?.commentBefore ?? (first && path.length > 1 ? section?.commentBefore : null) ?? null;
}

function keyOf(document: Document, path: Path): Scalar | undefined {
  return sectionOf(document, path)?.items.find(({ key }) => key.value === path.at(-1))?.key;
}

function sectionOf(document: Document, path: Path): YAMLMap<Scalar> | undefined {
  const section: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  return isSection(section) ? section : undefined;
}

/** A section that was written without members is null: it becomes a mapping first, with the comments in it. */
function put(document: Document, path: Path, value: unknown): void {
  for (let depth = 1; depth < path.length; depth++) {
    const above = path.slice(0, depth);
    if (!document.hasIn(above) || document.getIn(above) !== null) continue;
    const empty = document.getIn(above, true) as Scalar | null;
    const section = document.createNode({});
    section.commentBefore = empty?.comment ?? null;
    document.setIn(above, section);
  }
  document.setIn(path, value);
}

/** Takes a value out, and the sections that are empty then. */
function remove(document: Document, path: Path): void {
  if (!document.hasIn(path)) return;
  document.deleteIn(path);
  for (let depth = path.length - 1; depth > 0; depth--) {
    const section: unknown = document.getIn(path.slice(0, depth), true);
    if (!isSection(section) || section.items.length > 0) return;
    document.deleteIn(path.slice(0, depth));
  }
}
