import { CortexError, type ErrorCode, ERRORS } from "../contract/wire.ts";

/** A reply as far as it matters here. */
export interface RawReply {
  readonly status: number;
  readonly text: string;
  readonly request_id: string | null;
}

/** The output in a reply. Fails with the daemon's own error, or with BAD_REPLY when it is neither. */
export function readReply(name: string, reply: RawReply): unknown {
  const body = parseObject(reply.text);
  if (body !== null && reply.status >= 200 && reply.status < 300) return body;
  throw errorOf(name, reply, body);
}

/** What a response tells that is none of success. */
export async function responseError(name: string, response: Response): Promise<CortexError> {
  const { status, headers } = response;
  const text = await response.text();
  return errorOf(name, { status, text, request_id: headers.get("x-request-id") }, parseObject(text));
}

function errorOf(name: string, reply: RawReply, body: Record<string, unknown> | null): CortexError {
  if (body === null) return badReply(name, reply, "it is not a JSON object");
  return daemonError(body) ?? badReply(name, reply, "it failed without saying why");
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The error of a failed reply's body (ErrorBody of the contract, as member `error`), if it is one. */
export function daemonError({ error }: Record<string, unknown>): CortexError | null {
  if (!isObject(error) || typeof error.code !== "string" || typeof error.message !== "string") return null;
  if (!isCode(error.code)) {
    return new CortexError("BAD_REPLY", `${error.message} (${error.code}, unknown to this client)`, {
      details: { code: error.code },
    });
  }
  return new CortexError(error.code, error.message, {
    ...(isObject(error.details) ? { details: error.details } : {}),
    ...(typeof error.retry_after_seconds === "number"
      ? { retry_after_seconds: error.retry_after_seconds }
      : {}),
    ...(typeof error.request_id === "string" ? { request_id: error.request_id } : {}),
  });
}

function isCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}

function badReply(name: string, { status, request_id }: RawReply, why: string): CortexError {
  return new CortexError("BAD_REPLY", `Cannot read the reply to "${name}": ${why} (HTTP status ${status})`, {
    details: { status },
    ...(request_id === null ? {} : { request_id }),
  });
}
