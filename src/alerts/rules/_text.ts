import type { Facts, UserBrief } from "../rule.ts";

/** Causes named in a text. */
const NAMED = 3;

type Process = NonNullable<Facts["processes"]>[number];

/** A figure for people: at most one decimal. */
export function figure(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** `96.3 %`. */
export function percent(value: number): string {
  return `${figure(value)} %`;
}

/** `1.5 GiB`. */
export function bytes(value: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB"];
  const power = Math.min(Math.max(0, Math.floor(Math.log2(Math.max(1, value)) / 10)), units.length - 1);
  return `${figure(value / 1024 ** power)} ${units[power]}`;
}

/** A name of the host's own, in quotes and on one line: names may hold anything but a zero byte. */
export function name(text: string): string {
  return `"${text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "?")}"`;
}

/** A word for a POSIX shell that means exactly this text. */
export function word(text: string): string {
  return /^[\w@%+:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The heaviest processes by CPU, with what each one uses. */
export function processesByCpu(processes: readonly Process[] | undefined): string {
  return causes("Top processes", processes, (one) => `${who(one)} ${percent(one.cpu_percent)} of a core`);
}

/** The heaviest processes by memory. */
export function processesByMemory(processes: readonly Process[] | undefined): string {
  return causes(
    "Top processes",
    processes,
    (one) => `${who(one)} ${bytes(one.memory_bytes)} (${percent(one.memory_percent)})`,
  );
}

/** The heaviest users by CPU. */
export function usersByCpu(users: readonly UserBrief[] | undefined): string {
  return causes("Top users", users, (one) => `${name(one.user)} ${percent(one.cpu_percent)} of a core`);
}

/** The heaviest users by memory. */
export function usersByMemory(users: readonly UserBrief[] | undefined): string {
  return causes("Top users", users, (one) => `${name(one.user)} ${bytes(one.memory_bytes)}`);
}

/** `Top processes: …; …`, empty where there are none. */
export function causes<T>(
  title: string,
  items: readonly T[] | undefined,
  describe: (item: T) => string,
): string {
  if (items === undefined || items.length === 0) return "";
  return `${title}: ${items.slice(0, NAMED).map(describe).join("; ")}`;
}

/** Lines that are not empty. */
export function lines(...texts: readonly string[]): string {
  return texts.filter((text) => text !== "").join("\n");
}

function who(process: Process): string {
  return `${name(process.name)} (pid ${process.pid}, user ${name(process.user)})`;
}
