import { CortexError } from "../contract/wire.ts";
import { daemonError } from "./reply.ts";

/** What a line carries. Fails with the reason for which the daemon ends the stream, and with BAD_REPLY. */
export function itemOf(name: string, line: string): Readonly<Record<string, unknown>> {
  const item = parsed(line);
  const error = item === null ? null : daemonError(item);
  if (error !== null) throw error;
  if (item !== null) return item;
  throw new CortexError("BAD_REPLY", `Cannot read the stream "${name}": a line of it is no JSON object`);
}

function parsed(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? value as Record<string, unknown>
      : null;
  } catch {
    return null;
  }
}
