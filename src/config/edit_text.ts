import type { Document } from "yaml";
import {
  type Entry,
  extentOf,
  indentAt,
  isAll,
  isBlock,
  isSection,
  lineAfter,
  lineAt,
  type Place,
  placeOf,
  rangeOf,
  type Section,
  stepsOn,
} from "./yaml_places.ts";
import { INDENT, inline, linesOf, nested } from "./yaml_words.ts";

type Path = readonly string[];

/** A piece of a text and what it is replaced by. */
interface Change {
  readonly place: Place;
  readonly by: string;
}

/**
 * Sets one value in the text of a YAML mapping, or takes it out where the value is undefined. Only the lines of that
 * value change, or are added: every other byte stays, comments and line breaks among them. A section goes with its
 * last member, unless something is said in it. The text must be valid YAML.
 */
export async function editText(text: string, path: Path, value: unknown): Promise<string> {
  // The library that knows where each value stands is loaded only here: reading a file needs a much smaller one.
  const { parseDocument } = await import("yaml");
  const document = parseDocument(text);
  const change = value === undefined ? removal(text, document, path) : setting(text, document, path, value);
  if (change === null) return text;
  const [from, to] = change.place;
  const line_break = /\r?\n/.exec(text)?.[0] ?? "\n";
  return text.slice(0, from) + change.by.replaceAll(/\r?\n/g, line_break) + text.slice(to);
}

function removal(text: string, document: Document, path: Path): Change | null {
  const steps = stepsOn(document, path);
  const step = steps.length < path.length ? undefined : steps.findLast((one) => !isAll(text, one));
  return step === undefined ? null : { place: extentOf(text, step), by: "" };
}

function setting(text: string, document: Document, path: Path, value: unknown): Change {
  const steps = stepsOn(document, path);
  const entry = steps.at(-1)?.entry;
  const missing = path.slice(steps.length);
  if (entry !== undefined && missing.length === 0) return replacement(text, entry, value);
  const section = entry === undefined ? document.contents : entry.value;
  if (isSection(section) && section.flow === true) return memberInBraces(section, missing, value);
  if (entry === undefined) return newSection(text, document, linesOf(missing, value, 0));
  if (isSection(section)) {
    const [first, last] = rangeOf(section);
    return newLines(text, lineAfter(text, last), linesOf(missing, value, indentAt(text, first)));
  }
  const [from, to] = placeOf(entry);
  if (from < to) return replacement(text, entry, nested(missing, value));
  const [key, after_key] = rangeOf(entry.key);
  return newLines(text, lineAfter(text, after_key), linesOf(missing, value, indentAt(text, key) + INDENT));
}

/** A value in the place of another. */
function replacement(text: string, entry: Entry, value: unknown): Change {
  const [from, to] = placeOf(entry);
  const after_colon = text.indexOf(":", rangeOf(entry.key)[1]) + 1;
  if (from === to) return { place: [after_colon, after_colon], by: ` ${inline(value)}` };
  if (isBlock(entry.value)) {
    const rest_of_line = text.slice(after_colon, lineAt(text, from));
    return { place: [after_colon, to], by: ` ${inline(value)}${rest_of_line}` };
  }
  return { place: [from, to], by: inline(value) + (text[to - 1] === "\n" ? "\n" : "") };
}

function memberInBraces(section: Section, [name = "", ...rest]: Path, value: unknown): Change {
  const pair = `${inline(name)}: ${inline(nested(rest, value))}`;
  const last = section.items.at(-1);
  if (last !== undefined) return { place: after(placeOf(last)[1]), by: `, ${pair}` };
  return { place: after(rangeOf(section)[0] + 1), by: pair };
}

/** At the end of the document, apart from what is said there. */
function newSection(text: string, document: Document, lines: string): Change {
  const [, end] = rangeOf(document);
  const mark = /^\.\.\.\s/m.exec(text.slice(end));
  const at = mark === null ? text.length : end + mark.index;
  const apart = at === 0 || /\n\r?\n$/.test(text.slice(0, at)) ? "" : "\n";
  return newLines(text, at, apart + lines);
}

/** Lines before the line at a place, or at the end of a text, whose last line may not be ended. */
function newLines(text: string, at: number, lines: string): Change {
  const unended = at > 0 && text[at - 1] !== "\n";
  return { place: after(at), by: unended ? `\n${lines}` : lines };
}

function after(at: number): Place {
  return [at, at];
}
