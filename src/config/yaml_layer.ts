import {
  CORE_SCHEMA,
  type Event,
  EVENT_ID,
  getScalarValue,
  loadAll,
  parseEvents,
  YAMLException,
} from "js-yaml";
import type { CortexError } from "../contract/mod.ts";
import { type Given, isRecord, type Layer, pathKey } from "./layer.ts";
import { invalidConfig } from "./problem.ts";

/**
 * Aliases a file may have: each can stand for a large part of it, so that a few of them nested would fill the memory.
 */
const MAX_ALIASES = 16;

/** Names the JSON Schema of this file for an editor; no setting. */
const SCHEMA_KEY = "$schema";

/** Settings of one YAML file. Throws CONFIG_INVALID with file and line when it is not YAML or no mapping. */
export function yamlLayer(file: string, text: string): Layer {
  const options = { filename: file, schema: CORE_SCHEMA };
  let documents: unknown[];
  let lines: ReadonlyMap<string, number>;
  try {
    documents = loadAll(text, { ...options, maxAliases: MAX_ALIASES });
    lines = linesOf(text, parseEvents(text, options));
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const line = (error.mark?.line ?? 0) + 1;
    throw unreadable(`${file}:${line}`, `Cannot read "${file}", line ${line}: ${error.reason}`);
  }
  // A file of comments alone holds no document.
  const [value = null, second] = documents;
  if (second !== undefined) {
    throw unreadable(`${file}:1`, `Cannot read "${file}": it must be one document, without "---" inside`);
  }
  if (value === null) return { given: new Map() };
  if (!isRecord(value)) {
    throw unreadable(`${file}:1`, `Cannot read "${file}": it must be a mapping of sections, like "log:"`);
  }
  const given = new Map<string, Given>();
  flatten(value, [], (path, leaf) => {
    if (path.length === 1 && path[0] === SCHEMA_KEY) return;
    given.set(pathKey(path), { value: leaf, origin: `${file}:${lineOf(lines, path)}` });
  });
  return { given };
}

/** The error for a text that is no configuration at all. */
function unreadable(origin: string, message: string): CortexError {
  return invalidConfig([{ origin, key: "", value: null, valid: "a YAML mapping", message }]);
}

/** Calls back for every value that is no mapping, and for empty mappings. */
function flatten(
  node: Record<string, unknown>,
  path: readonly string[],
  each: (path: string[], leaf: unknown) => void,
): void {
  for (const [name, value] of Object.entries(node)) {
    const here = [...path, name];
    if (isRecord(value) && Object.keys(value).length > 0) flatten(value, here, each);
    else each(here, value);
  }
}

/** The line of the nearest key on the way to a path. */
function lineOf(lines: ReadonlyMap<string, number>, path: readonly string[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const line = lines.get(pathKey(path.slice(0, depth)));
    if (line !== undefined) return line;
  }
  return 1;
}

/** Lines of all mapping keys that are reached through mappings only. */
function linesOf(source: string, events: readonly Event[]): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const counter = lineCounter(source);
  const stack: { mapping: boolean; name: string | null }[] = [];
  const done = () => {
    const top = stack.at(-1);
    if (top?.mapping) top.name = null;
  };
  for (const event of events) {
    const top = stack.at(-1);
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
      case EVENT_ID.SEQUENCE:
        stack.push({ mapping: false, name: null });
        break;
      case EVENT_ID.MAPPING:
        stack.push({ mapping: true, name: null });
        break;
      case EVENT_ID.POP:
        stack.pop();
        done();
        break;
      case EVENT_ID.SCALAR:
        if (top?.mapping && top.name === null) {
          top.name = getScalarValue(source, event);
          const path = stack.filter((entry) => entry.mapping).map((entry) => entry.name ?? "");
          if (stack.slice(1).every((entry) => entry.mapping)) {
            lines.set(pathKey(path), counter(event.valueStart));
          }
        } else {
          done();
        }
        break;
      default:
        done();
    }
  }
  return lines;
}

/** Line numbers of rising offsets, counted once over the text. */
function lineCounter(source: string): (offset: number) => number {
  let line = 1;
  let at = 0;
  return (offset) => {
    for (; at < offset && at < source.length; at++) if (source[at] === "\n") line++;
    return line;
  };
}
