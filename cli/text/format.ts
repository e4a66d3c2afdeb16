import { type Piece, type Style, styled } from "./paint.ts";

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"] as const;

/** `7.8 GiB`. */
export function bytes(count: number): string {
  let value = count;
  let unit = 0;
  while (value >= 1023.95 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 || value >= 99.95 ? value.toFixed(0) : value.toFixed(1)} ${UNITS[unit]}`;
}

/** `1.2 MiB/s`. */
export function rate(bytes_per_second: number): string {
  return `${bytes(bytes_per_second)}/s`;
}

/** `12.3 %`. */
export function percent(value: number): string {
  return `${value.toFixed(1)} %`;
}

/** `9,223`: the number with its thousands apart. */
export function count(value: number): string {
  return value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `1 alert`, `3 alerts`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

const SPANS = [["d", 86_400], ["h", 3600], ["min", 60], ["s", 1]] as const;

/** The two largest units of a time: `3 d 4 h`, `5 min`, `12 s`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const first = SPANS.findIndex(([, size]) => whole >= size);
  const [unit, size] = SPANS[first] ?? SPANS[3];
  const amount = Math.floor(whole / size);
  const next = SPANS[first + 1];
  const rest = next === undefined ? 0 : Math.floor((whole - amount * size) / next[1]);
  return rest === 0 || next === undefined ? `${amount} ${unit}` : `${amount} ${unit} ${rest} ${next[0]}`;
}

/** `3 min ago`. A time in the future, as after a set clock, is `now`. */
export function age(time: string, now_ms: number): string {
  const seconds = (now_ms - Date.parse(time)) / 1000;
  if (!(seconds >= 1)) return "now";
  const [unit, size] = SPANS.find(([, one]) => seconds >= one) ?? SPANS[3];
  return `${Math.floor(seconds / size)} ${unit} ago`;
}

/** How serious a share is: unremarkable, worth a look, bad. */
export function gauge(value: number, warning = 80, bad = 95): Style {
  if (value >= bad) return "bad";
  return value >= warning ? "warning" : "good";
}

/** A share as a bar of so many characters and a figure, both as serious as it is. */
export function meter(value: number, characters: number): Piece[] {
  return [...bar(value, characters), styled(gauge(value), percent(value).padStart(9))];
}

/** A share as a bar of so many characters. */
export function bar(value: number, characters: number): Piece[] {
  const full = Math.round(Math.min(100, Math.max(0, value)) / 100 * characters);
  return [styled(gauge(value), "█".repeat(full)), styled("faint", "░".repeat(characters - full))];
}
