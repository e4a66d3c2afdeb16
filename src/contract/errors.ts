/** Everything an error code means outside the program, in one row. */
export interface ErrorRow {
  /** HTTP status of the reply. */
  readonly http: number;
  /** JSON-RPC 2.0 error number (section 5.1 of its specification; ours below -32000). */
  readonly rpc: number;
  /** Number in the bare JSON protocol of cortexd. */
  readonly cortexd: number;
  /** Exit code of the command line: 1 failed, 2 usage, 3 not reachable, 4 permission, 5 not found. */
  readonly exit: number;
  /** Whether the same call may succeed later without anybody changing anything. */
  readonly passing: boolean;
  /** What it means, for the documentation. */
  readonly summary: string;
}

const row = (
  http: number,
  rpc: number,
  cortexd: number,
  exit: number,
  passing: boolean,
  summary: string,
): ErrorRow => ({ http, rpc, cortexd, exit, passing, summary });

/** Name of an error. */
export type ErrorCode =
  | "PARSE_ERROR"
  | "INVALID_REQUEST"
  | "UNKNOWN_OPERATION"
  | "METHOD_NOT_ALLOWED"
  | "INVALID_PARAMS"
  | "INTERNAL"
  | "NOT_FOUND"
  | "ALERT_NOT_FOUND"
  | "ALERT_STATE"
  | "PERMISSION_DENIED"
  | "TOO_LARGE"
  | "REPLY_TOO_LARGE"
  | "TIMEOUT"
  | "CANCELLED"
  | "BUSY"
  | "RATE_LIMITED"
  | "NOT_READY"
  | "UNAVAILABLE"
  | "SHUTTING_DOWN"
  | "STORE_FAILED"
  | "CONFIG_INVALID"
  | "MODEL_NOT_LOADED"
  | "MODEL_BUSY"
  | "MODEL_INVALID"
  | "BACKUP_INVALID"
  | "FEED_INVALID"
  | "SOCKET_NOT_FOUND"
  | "CONNECTION_REFUSED"
  | "CONNECTION_LOST"
  | "SOCKET_DENIED"
  | "BAD_REPLY";

/** The one table of errors: the compiler asks for a row for each code. */
export const ERRORS: Readonly<Record<ErrorCode, ErrorRow>> = {
  PARSE_ERROR: row(400, -32700, -32700, 2, false, "The request is not valid JSON"),
  INVALID_REQUEST: row(400, -32600, -32700, 2, false, "The request has no known form"),
  UNKNOWN_OPERATION: row(404, -32601, -32601, 2, false, "There is no operation of that name"),
  METHOD_NOT_ALLOWED: row(405, -32600, -32700, 2, false, "That path takes another HTTP method"),
  INVALID_PARAMS: row(400, -32602, -32602, 2, false, "A parameter is missing, unknown or out of range"),
  INTERNAL: row(500, -32603, -32603, 1, false, "A fault of the daemon's own; its log has the details"),
  NOT_FOUND: row(404, -32001, -32602, 5, false, "The thing asked for does not exist"),
  ALERT_NOT_FOUND: row(404, -32002, 103, 5, false, "There is no alert of that id"),
  ALERT_STATE: row(409, -32003, 103, 1, false, "The alert is already in that state or cannot enter it"),
  PERMISSION_DENIED: row(403, -32004, -32603, 4, false, "This socket does not allow that operation"),
  TOO_LARGE: row(413, -32005, -32700, 2, false, "The request is larger than the limit"),
  REPLY_TOO_LARGE: row(
    500,
    -32006,
    -32603,
    1,
    false,
    "The reply would be larger than the limit; ask for less",
  ),
  TIMEOUT: row(504, -32007, -32603, 1, true, "The operation did not end within its time"),
  CANCELLED: row(499, -32008, -32603, 1, false, "The client went away or cancelled"),
  BUSY: row(503, -32009, 102, 1, true, "Too many operations are waiting"),
  RATE_LIMITED: row(429, -32010, 102, 1, true, "This connection sends more requests than it may"),
  NOT_READY: row(503, -32011, -32603, 1, true, "The first reading of the host is not there yet"),
  UNAVAILABLE: row(503, -32012, -32603, 1, true, "The part that answers this does not run at present"),
  SHUTTING_DOWN: row(503, -32013, -32603, 1, true, "The daemon is stopping"),
  STORE_FAILED: row(503, -32014, -32603, 1, true, "The state could not be written"),
  CONFIG_INVALID: row(
    422,
    -32015,
    104,
    1,
    false,
    "The configuration is not valid; the old one stays in force",
  ),
  MODEL_NOT_LOADED: row(503, -32016, 100, 1, false, "No language model is loaded"),
  MODEL_BUSY: row(503, -32017, 101, 1, true, "The language model is busy"),
  MODEL_INVALID: row(
    422,
    -32025,
    100,
    1,
    false,
    "The file is no language model that can be loaded here, or one that is too large",
  ),
  BACKUP_INVALID: row(422, -32018, -32603, 1, false, "The file is no backup that this program can use"),
  FEED_INVALID: row(
    422,
    -32019,
    -32603,
    1,
    false,
    "The file is no feed of vulnerabilities for this host; the old one stays in force",
  ),
  SOCKET_NOT_FOUND: row(503, -32020, -32603, 3, true, "The daemon's socket does not exist"),
  CONNECTION_REFUSED: row(503, -32021, -32603, 3, true, "Nobody listens on the daemon's socket"),
  CONNECTION_LOST: row(503, -32022, -32603, 3, true, "The connection ended before the reply"),
  SOCKET_DENIED: row(403, -32023, -32603, 4, false, "This user may not use the daemon's socket"),
  BAD_REPLY: row(502, -32024, -32603, 1, false, "The reply is not what the contract says"),
};

/** What {@link CortexError} takes besides code and message. */
export interface CortexErrorOptions extends ErrorOptions {
  /** Facts for programs: which field, which limit, which valid values. JSON-safe. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** When trying again makes sense, seconds. */
  readonly retry_after_seconds?: number;
  /** Id of the request that failed, where there was one. */
  readonly request_id?: string;
}

/** The only error that crosses a boundary: every failure that a client may see is one. */
export class CortexError extends Error {
  /** Tells it from other errors where `instanceof` cannot. */
  override readonly name = "CortexError";
  /** What failed, for programs. */
  readonly code: ErrorCode;
  /** Facts for programs. JSON-safe. */
  readonly details: Readonly<Record<string, unknown>> | undefined;
  /** When trying again makes sense, seconds. */
  readonly retry_after_seconds: number | undefined;
  /** Id of the request that failed, where there was one. */
  readonly request_id: string | undefined;

  /** Makes one. `message` says what could not be done, why, and what to do. */
  constructor(code: ErrorCode, message: string, options: CortexErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.details = options.details;
    this.retry_after_seconds = options.retry_after_seconds;
    this.request_id = options.request_id;
  }

  /** The row of the table for this error's code. */
  get row(): ErrorRow {
    return ERRORS[this.code];
  }
}

/** Body of a failed reply, the same on every transport. */
export interface ErrorBody {
  /** What failed, for programs. */
  code: ErrorCode;
  /** What could not be done, why, and what to do. */
  message: string;
  /** Also in the daemon's log. */
  request_id?: string;
  /** When trying again makes sense. */
  retry_after_seconds?: number;
  /** Facts for programs. */
  details?: Readonly<Record<string, unknown>>;
}

/** Turns anything thrown into an error that may be shown: what is not ours becomes INTERNAL without its text. */
export function toCortexError(thrown: unknown): CortexError {
  if (thrown instanceof CortexError) return thrown;
  return new CortexError("INTERNAL", "Cannot finish the operation: internal error, see the daemon's log", {
    cause: thrown,
  });
}

/** The body that is sent for an error. */
export function errorBody(error: CortexError, request_id?: string): ErrorBody {
  const id = request_id ?? error.request_id;
  return {
    code: error.code,
    message: error.message,
    ...(id === undefined ? {} : { request_id: id }),
    ...(error.retry_after_seconds === undefined ? {} : { retry_after_seconds: error.retry_after_seconds }),
    ...(error.details === undefined ? {} : { details: error.details }),
  };
}
