import type { Document, Node, Pair, Scalar, YAMLMap } from "yaml";

/** A key with its value. */
export type Entry = Pair<Scalar, Node | null>;

/** A mapping: in lines of its own, or in braces where it is `flow`. */
export type Section = YAMLMap<Scalar, Node | null>;

/** Where a piece of a text begins and ends. */
export type Place = readonly [from: number, to: number];

/** One step on the way to a value: an entry, the section it is in, and the entry that this section is the value of. */
export interface Step {
  readonly above: Entry | undefined;
  readonly section: Section;
  readonly entry: Entry;
}

/** The way to a path, as far as it is there. */
export function stepsOn(document: Document, path: readonly string[]): Step[] {
  const steps: Step[] = [];
  let section: unknown = document.contents;
  for (const name of path) {
    if (!isSection(section)) break;
    const entry = section.items.find(({ key }) => String(key.value) === name);
    if (entry === undefined) break;
    steps.push({ above: steps.at(-1)?.entry, section, entry });
    section = entry.value;
  }
  return steps;
}

/** Keys of a configuration are texts; the library's own check would load it. */
export function isSection(node: unknown): node is Section {
  return typeof node === "object" && node !== null && "items" in node && "has" in node;
}

/** Whether a value has lines of its own, below its key. */
export function isBlock(node: Node | null): boolean {
  return node !== null && "items" in node && !("flow" in node && node.flow === true);
}

/** Where a value stands; right after its key where there is none. */
export function placeOf({ key, value }: Entry): Place {
  const [, after_key] = rangeOf(key);
  if (value === null) return [after_key, after_key];
  const [from, to] = rangeOf(value);
  return [from, to];
}

/** All that goes with an entry: its lines, or its piece between the braces with one comma. */
export function extentOf(text: string, { section, entry }: Step): Place {
  const [from] = rangeOf(entry.key);
  const [, to] = placeOf(entry);
  if (section.flow !== true) return [lineAt(text, from), lineAfter(text, to)];
  const index = section.items.indexOf(entry);
  const before = section.items[index - 1];
  if (before !== undefined) return [placeOf(before)[1], to];
  const after = section.items[index + 1];
  return [from, after === undefined ? to : rangeOf(after.key)[0]];
}

/** Whether a section has nothing but this entry, no word said in it either. */
export function isAll(text: string, step: Step): boolean {
  const { above, section } = step;
  if (above === undefined || section.items.length > 1) return false;
  const [from, to] = extentOf(text, step);
  const around = text.slice(rangeOf(above.key)[1], from) + text.slice(to, rangeOf(section)[2]);
  return !around.includes("#");
}

/** Blanks that the line of a place begins with. */
export function indentAt(text: string, at: number): number {
  return /^ */.exec(text.slice(lineAt(text, at)))?.[0].length ?? 0;
}

/** Where the line of a place begins. */
export function lineAt(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
}

/** Where the line of a place ends; the place itself where it is the end of one. */
export function lineAfter(text: string, at: number): number {
  if (at === 0 || text[at - 1] === "\n") return at;
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}

/** Beginning, end, and end with the comments that follow; whatever was parsed has it. */
export function rangeOf({ range }: { readonly range?: Node["range"] }): readonly [number, number, number] {
  return range ?? [0, 0, 0];
}
