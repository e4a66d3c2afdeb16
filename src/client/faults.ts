import { CortexError, type ErrorCode } from "../contract/wire.ts";
import { permissionFlags } from "./permissions.ts";

/** Errors of connect(2) by what they mean here, by name and by number; every other one is a refusal. */
const CONNECT_ERRORS: Readonly<Record<string, "SOCKET_DENIED" | "SOCKET_NOT_FOUND">> = {
  EPERM: "SOCKET_DENIED",
  ENOENT: "SOCKET_NOT_FOUND",
  EACCES: "SOCKET_DENIED",
  ENOTDIR: "SOCKET_NOT_FOUND",
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
 * Names the fault of a fetch that threw. Only its cause tells whether the fault came while connecting, when nothing
 * can have been executed: Node by the system call, Deno in a text; what is not understood counts as a lost connection.
 */
export function toFault(thrown: unknown, name: string, socket: string): CortexError {
  if (isNotCapable(thrown)) {
    const flags = permissionFlags({ socket }).join(" ");
    return new CortexError(
      "SOCKET_DENIED",
      `Cannot call "${name}": Deno was not given every permission; run with ${flags}`,
      { cause: thrown },
    );
  }
  const code = faultCode(thrown instanceof Error ? thrown.cause ?? thrown : thrown);
  return new CortexError(code, `Cannot call "${name}": ${MEANING[code]} ("${socket}")`, { cause: thrown });
}

/** Name of the errno(3) that an error of the system has, where it has one. */
export function errnoOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && "code" in thrown && typeof thrown.code === "string"
    ? thrown.code
    : undefined;
}

/** Whether Deno refused something that it was given no permission for. */
export function isNotCapable(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === "NotCapable";
}

function faultCode(cause: unknown): keyof typeof MEANING {
  const text = cause instanceof Error ? cause.message : String(cause);
  if (text.includes("client error (Connect)")) return connectFault(/\(os error (\d+)\)/.exec(text)?.[1]);
  const errno = errnoOf(cause);
  if (cause instanceof Error && "syscall" in cause && cause.syscall === "connect") return connectFault(errno);
  // HPE: the HTTP parser of Node.
  return errno?.startsWith("HPE_") || /invalid HTTP|parsed/.test(text) ? "BAD_REPLY" : "CONNECTION_LOST";
}

function connectFault(errno: string | undefined): keyof typeof MEANING {
  return CONNECT_ERRORS[errno ?? ""] ?? "CONNECTION_REFUSED";
}
