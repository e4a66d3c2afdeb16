import { CortexError, type ErrorCode } from "../contract/wire.ts";
import { permissionFlags } from "./permissions.ts";

/** errno(3) numbers of connect(2) by what they mean here; every other one is a refusal. */
const CONNECT_ERRNO: Readonly<Record<string, ErrorCode>> = {
  "1": "SOCKET_DENIED",
  "2": "SOCKET_NOT_FOUND",
  "13": "SOCKET_DENIED",
  "20": "SOCKET_NOT_FOUND",
};

const MEANING = {
  SOCKET_NOT_FOUND: "its socket is gone",
  CONNECTION_REFUSED: "nobody listens on its socket",
  CONNECTION_LOST: "the connection ended before the reply",
  SOCKET_DENIED: "this user may not use its socket",
  BAD_REPLY: "what answers does not speak HTTP",
} as const satisfies Partial<Record<ErrorCode, string>>;

/**
 * Names the fault of a fetch that threw. Deno tells only in the text of the cause whether the fault came while
 * connecting, when nothing can have been executed; a text that is not understood counts as a lost connection.
 */
export function toFault(thrown: unknown, name: string, socket: string): CortexError {
  if (thrown instanceof Deno.errors.NotCapable) {
    const flags = permissionFlags({ socket }).join(" ");
    return new CortexError(
      "SOCKET_DENIED",
      `Cannot call "${name}": Deno was not given every permission; run with ${flags}`,
      { cause: thrown },
    );
  }
  const code = faultCode(causeText(thrown));
  return new CortexError(code, `Cannot call "${name}": ${MEANING[code]} ("${socket}")`, { cause: thrown });
}

function faultCode(text: string): keyof typeof MEANING {
  if (text.includes("client error (Connect)")) {
    const errno = /\(os error (\d+)\)/.exec(text)?.[1] ?? "";
    const code = CONNECT_ERRNO[errno];
    return code === "SOCKET_DENIED" || code === "SOCKET_NOT_FOUND" ? code : "CONNECTION_REFUSED";
  }
  return /invalid HTTP|parsed/.test(text) ? "BAD_REPLY" : "CONNECTION_LOST";
}

function causeText(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause instanceof Error ? thrown.cause.message : thrown.message;
}
