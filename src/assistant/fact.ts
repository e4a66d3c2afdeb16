import type { Evidence, EvidenceSample } from "../contract/mod.ts";

/** Something that was read and may stand in an answer, before it has a number. */
export type Fact = Omit<Evidence, "n" | "text">;

/** Where facts come from and when. */
export type Origin = Pick<Fact, "source" | "at">;

/** Longest name and longest text of the host that are said, characters. */
const NAME_LENGTH = 100;
const TEXT_LENGTH = 600;

/** Facts of one origin, by what they are. */
export interface Maker {
  /** A number with its unit, empty for a bare one, and the readings it stands for where it is not read itself. */
  figure(
    fact: string,
    value: number,
    unit: string,
    subject?: string,
    samples?: readonly EvidenceSample[],
  ): Fact;
  /** A name that the host gave: it is said in quotes. */
  name(fact: string, value: string): Fact;
  /** A text that another part of the daemon wrote. */
  text(fact: string, value: string, subject?: string): Fact;
  /** A moment, RFC 3339. */
  time(fact: string, value: string, subject?: string): Fact;
}

/** Makes facts of one origin. */
export function factsFrom({ source, at }: Origin): Maker {
  const make = (unit: string) => (fact: string, value: number | string, subject = ""): Fact => ({
    fact,
    subject,
    value,
    unit,
    source,
    at,
    samples: [],
  });
  return {
    figure: (fact, value, unit, subject, samples = [{ at, value }]) => ({
      ...make(unit)(fact, value, subject),
      samples: [...samples],
    }),
    name: make("name"),
    text: make("text"),
    time: make("time"),
  };
}

/** The value of a fact as an answer says it. */
export function textOf({ value, unit }: Pick<Fact, "value" | "unit">): string {
  if (typeof value === "number") return FIGURES[unit]?.(value) ?? `${figure(value, 100)} ${unit}`.trimEnd();
  if (unit === "time") return `${value.slice(0, 16).replace("T", " ")} UTC`;
  return unit === "name" ? `"${onOneLine(value, NAME_LENGTH)}"` : onOneLine(value, TEXT_LENGTH);
}

const FIGURES: Readonly<Record<string, (value: number) => string>> = {
  percent: (value) => `${figure(value, 10)} %`,
  bytes: bytesText,
  bytes_per_second: (value) => `${bytesText(value)}/s`,
  seconds: durationText,
};

function figure(value: number, parts: number): string {
  return String(Math.round(value * parts) / parts);
}

function bytesText(value: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB"];
  const power = Math.min(Math.max(0, Math.floor(Math.log2(Math.max(1, value)) / 10)), units.length - 1);
  return `${figure(value / 1024 ** power, 10)} ${units[power]}`;
}

const SPANS = [["days", 86_400], ["hours", 3600], ["minutes", 60], ["seconds", 1]] as const;

/** The largest unit that fits, and the one below it. */
function durationText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const first = SPANS.findIndex(([, size]) => whole >= size);
  const parts = SPANS.slice(first === -1 ? -1 : first).slice(0, 2).map(([unit, size], index, [larger]) => {
    const amount = Math.floor((index === 0 ? whole : whole % (larger?.[1] ?? 1)) / size);
    return { amount, text: `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}` };
  });
  return parts.filter(({ amount }, index) => index === 0 || amount > 0).map(({ text }) => text).join(" ");
}

/** Names and texts of the host may hold anything: what acts on a terminal or ends a line is replaced. */
function onOneLine(text: string, length: number): string {
  const flat = text.trim().replace(/\.?\s*\n+/g, "; ").replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "?");
  const characters = [...flat];
  return characters.length <= length ? flat : `${characters.slice(0, length - 1).join("")}…`;
}
