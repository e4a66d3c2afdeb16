import type { Silence } from "../../src/contract/wire.ts";
import { duration } from "./format.ts";
import type { Line, View } from "./paint.ts";

/** What a silence covers, in few words: `disk, /mnt/*, up to warning`. */
export function coveredText({ rule, category, subject, severity }: Silence): string {
  return [
    rule === undefined ? [] : [`rule ${rule}`],
    category === undefined ? [] : [category],
    subject === undefined ? [] : [subject === "" ? "the host" : subject],
    severity === undefined ? [] : [`up to ${severity}`],
  ].flat().join(", ");
}

/** How long a silence lasts yet. */
export function remaining({ until }: Silence, { now }: View): string {
  return duration((Date.parse(until) - now) / 1000);
}

/** A silence in one line, after what was done to it. */
export function silenceLine(done: string, silence: Silence): Line {
  return [
    `${done} ${silence.id.slice(0, 8)}: ${coveredText(silence)}, until ${silence.until} (${silence.reason})`,
  ];
}
