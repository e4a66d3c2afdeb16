import type { Document, Node, Scalar, YAMLMap } from "yaml";
import { CURRENT_VERSION, type Migration, MIGRATIONS, type Step, stepsFrom } from "./versions.ts";

/** A configuration file's text with a change, and the version it had where that was an older one. */
export interface Edited {
  readonly text: string;
  readonly upgraded_from: number | null;
}

type Path = readonly string[];

/**
 * Sets one value in the text of a YAML mapping, or takes it out where the value is undefined; comments and order of
 * everything else stay, and where the value stood there already every other character too. A file of an older
 * version is brought to the current one on the way. The text must be valid YAML.
 */
export async function editText(text: string, path: Path, value: unknown): Promise<Edited> {
  const older = await upgradeText(text);
  const document = await parse(older.text);
  const replaced = value === undefined ? null : replaceInPlace(older.text, document, path, value);
  if (replaced !== null) return { ...older, text: replaced };
  if (value === undefined) remove(document, path);
  else put(document, path, value);
  return { ...older, text: written(document) };
}

/** Brings the text of a file to the current version; the very same text where it has it. */
export async function upgradeText(
  text: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<Edited> {
  const document = await parse(text);
  const version = document.contents === null ? undefined : document.get("version");
  if (typeof version !== "number" || version >= CURRENT_VERSION) return { text, upgraded_from: null };
  for (const step of stepsFrom(version, migrations)) apply(step, document);
  document.set("version", CURRENT_VERSION);
  return { text: written(document), upgraded_from: version };
}

/** The library that keeps comments is loaded only here: reading a file needs a much smaller one. */
async function parse(text: string): Promise<Document> {
  const { parseDocument } = await import("yaml");
  return parseDocument(text);
}

function written(document: Document): string {
  return document.toString({ lineWidth: 0 });
}

/** The text with the new value where the old one stood; null where the old one is no single piece of a line. */
function replaceInPlace(text: string, document: Document, path: Path, value: unknown): string | null {
  const node: unknown = document.hasIn(path) ? document.getIn(path, true) : undefined;
  if (!isNode(node) || !node.range) return null;
  const [start, end] = node.range;
  const before = text.slice(start, end);
  if (before === "" || before.includes("\n") || (isMap(node) && node.flow !== true)) return null;
  return text.slice(0, start) + inline(value) + text.slice(end);
}

/** A value as it may stand anywhere in YAML: JSON, and words as they are. */
function inline(value: unknown): string {
  const plain = typeof value === "string" && /^[a-z]+$/.test(value) && !/^(true|false|null)$/.test(value);
  return plain ? value : JSON.stringify(value);
}

function apply(step: Step, document: Document): void {
  if (step.kind === "remove") return remove(document, step.path);
  const path = step.kind === "move" ? step.from : step.path;
  if (!document.hasIn(path)) return;
  if (step.kind === "convert") {
    put(document, path, step.convert(plain(document, path)));
  } else {
    const node = document.getIn(path, true);
    const comment = commentOf(document, path);
    remove(document, path);
    put(document, step.to, node);
    const key = keyOf(document, step.to);
    if (key !== undefined) key.commentBefore = comment;
  }
}

function plain(document: Document, path: Path): unknown {
  const all: unknown = document.toJS();
  return path.reduce<unknown>((at, name) => (at as Record<string, unknown> | null)?.[name], all);
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
  return isMap(section) ? section : undefined;
}

/** A section that was written without members is null: it becomes a mapping first, with the comments in it. */
function put(document: Document, path: Path, value: unknown): void {
  for (let depth = 1; depth < path.length; depth++) {
    const above = path.slice(0, depth);
    if (!document.hasIn(above) || document.getIn(above) !== null) continue;
    const empty: unknown = document.getIn(above, true);
    const section = document.createNode({});
    if (isNode(empty)) section.commentBefore = empty.comment ?? null;
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
    if (!isMap(section) || section.items.length > 0) return;
    document.deleteIn(path.slice(0, depth));
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "range" in value;
}

/** Keys of a configuration are texts; the library's own check would load it. */
function isMap(node: unknown): node is YAMLMap<Scalar> {
  return typeof node === "object" && node !== null && "items" in node && "has" in node;
}
