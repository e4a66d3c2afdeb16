import { type Given, type Layer, pathKey } from "./layer.ts";

/** A key of the original's file that is a setting of ours, and how its text is read. */
interface Carried {
  readonly key: string;
  read(text: string): unknown;
}

/** Levels of the original by number; it had one more than we have. */
const LEVELS = ["debug", "info", "warning", "error", "error"];

/** What is carried over. All other keys of the original are for parts that work otherwise here. */
const CARRIED: ReadonlyMap<string, Carried> = new Map([
  ["monitoring_interval_seconds", { key: "monitor.interval_seconds", read: number }],
  ["log_level", { key: "log.level", read: (text) => LEVELS[Number(text)] ?? text.toLowerCase() }],
  ["model_path", { key: "assistant.model_path", read: (text) => text }],
  ["n_threads", { key: "assistant.n_threads", read: number }],
  ["n_ctx", { key: "assistant.n_ctx", read: number }],
  ["use_mmap", { key: "assistant.use_mmap", read: boolean }],
]);

/**
 * Settings of a `daemon.conf` of the original: lines `key: value` or `key = value` with comments, and section
 * heads that only group them. What is not carried over becomes a note, never an error.
 */
export function originalLayer(file: string, text: string): Layer {
  const given = new Map<string, Given>();
  const notes: string[] = [];
  text.split("\n").forEach((line, index) => {
    const [, name, value] = /^\s*([A-Za-z_][\w.]*)\s*[:=]\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) return;
    const origin = `${file}:${index + 1}`;
    const carried = CARRIED.get(name.toLowerCase());
    if (carried === undefined) {
      notes.push(`${origin}: Not carried over: ${name}; there is no such setting here`);
    } else {
      given.set(pathKey(carried.key.split(".")), { value: carried.read(unquoted(value)), origin });
    }
  });
  return { given, notes };
}

function unquoted(value: string): string {
  return /^(["'])(.*)\1/.exec(value)?.[2] ?? value.replace(/\s+[#;].*$/, "");
}

/** What is no number stays a text, and is refused by the schema with its origin. */
function number(text: string): number | string {
  return text !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** As {@link number}; yes and no in all the words that such files have for them. */
function boolean(text: string): boolean | string {
  const word = text.toLowerCase();
  if (["true", "yes", "on", "1"].includes(word)) return true;
  return ["false", "no", "off", "0"].includes(word) ? false : text;
}
