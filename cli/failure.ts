import { CortexError, errorBody } from "../src/contract/wire.ts";
import { CORTEXD } from "../src/core/invocation.ts";
import { safe, safeJson } from "./text/safe.ts";
import { UsageError } from "./usage_error.ts";

/** How a failure ends the program. */
export interface Failure {
  /** 1 failed, 2 wrong usage, 3 daemon not reachable, 4 permission denied, 5 not found. */
  readonly exit: number;
  /** For standard error. */
  readonly text: string;
}

/** What to say of anything thrown, and the exit code. */
export function failureOf(thrown: unknown, json: boolean): Failure {
  if (thrown instanceof UsageError) return usageFailure(thrown);
  const error = thrown instanceof CortexError ? thrown : unexpected(thrown);
  const text = json ? `${safeJson({ error: errorBody(error) })}\n` : lines([error.message, ...hints(error)]);
  return { exit: error.row.exit, text };
}

function usageFailure({ message, command }: UsageError): Failure {
  const help = ["cortex", command, "--help"].filter((part) => part !== "").join(" ");
  return { exit: 2, text: lines([message, `See ${help}`]) };
}

/** A fault of this program's own: its text helps whoever reports it. */
function unexpected(thrown: unknown): CortexError {
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return new CortexError("INTERNAL", `Cannot finish: ${text}`, { cause: thrown });
}

function hints({ code, row, details, request_id }: CortexError): string[] {
  if (row.exit === 3) return howToStart(details);
  if (
    code === "SOCKET_DENIED" && Array.isArray(details?.missing_permissions) &&
    details.missing_permissions.length === 0
  ) {
    return ['Members of the socket\'s group may use it: sudo usermod -aG cortex "$USER", then log in again'];
  }
  return code === "INTERNAL" && request_id !== undefined ? [`Request ${request_id} in the daemon's log`] : [];
}

/** The daemon that was named, where one was; else any. */
function howToStart({ socket_dir, instance }: CortexError["details"] = {}): string[] {
  const options = Object.entries({ "--socket-dir": socket_dir, "--instance": instance })
    .flatMap(([option, value]) => typeof value === "string" ? [option, value] : []);
  const own = [CORTEXD, ...options].join(" ").padEnd(25);
  return [
    "Start one:",
    `  ${own}  here, in the foreground, for this user`,
    ...(options.length === 0 ? ["  systemctl start cortexd    the system's"] : []),
  ];
}

/** Nothing of the host acts on the terminal, not from a message either. */
function lines(parts: readonly string[]): string {
  const [first = "", ...rest] = parts.join("\n").split("\n").map(safe);
  return [`cortex: ${first}`, ...rest, ""].join("\n");
}
