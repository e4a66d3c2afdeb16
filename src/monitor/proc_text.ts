import { CortexError } from "../contract/wire.ts";
import { type HostReader, HostReadError } from "../core/host_reader.ts";
import { whole } from "./numbers.ts";

/** The text of a file that every Linux has. Throws UNAVAILABLE where what stands for the host has it not. */
export function readRequired(host: HostReader, path: string, limit?: number): string {
  const text = host.readText(path, limit);
  if (text === null) throw notThere(path);
  return text;
}

/** The error for a file or folder that every Linux has, and this host not. */
export function notThere(path: string): CortexError {
  return new CortexError("UNAVAILABLE", `Cannot read "${path}": not there`);
}

/** Lines of a file without the empty ones. */
export function lines(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}

/** Words of a line. */
export function words(line: string): string[] {
  return line.split(/\s+/).filter((word) => word !== "");
}

/** The numbers of a line; throws where something else stands, rather than let a sample say nonsense. */
export function numbers(line: string): number[] {
  return words(line).map((word) => {
    if (!/^\d+(?:\.\d+)?$/.test(word)) throw new Error(`Cannot read "${word.slice(0, 40)}" as a number`);
    return Math.min(Number(word), Number.MAX_SAFE_INTEGER);
  });
}

/** `Key:  123 kB` lines as bytes by key, as in /proc/meminfo. */
export function kilobyteFields(text: string): ReadonlyMap<string, number> {
  const fields = new Map<string, number>();
  for (const [, key = "", value] of text.matchAll(/^([^:\n]+):\s+(\d+) kB$/gm)) {
    fields.set(key, whole(Number(value) * 1024));
  }
  return fields;
}

/** null for what is not readable: with hidepid= (proc(5)) that may be every process of other users. */
export function readQuietly<T>(read: () => T | null): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof HostReadError) return null;
    throw error;
  }
}
