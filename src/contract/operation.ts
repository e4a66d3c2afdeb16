import type { z } from "zod";
import type { ErrorCode } from "./errors.ts";
import type { Route } from "./route.ts";

export { type OperationKind, pathParameters } from "./route.ts";

/** read is open to every client; control only to those of the control sockets. */
export type Scope = "read" | "control";

/** One operation as data: routes, documents, wire names, client and command line all come from it. */
export interface Operation<
  I extends z.ZodObject = z.ZodObject,
  O extends z.ZodType = z.ZodType,
  N extends string = string,
> extends Route {
  /** `subject.verb`. */
  readonly name: N;
  /** One sentence for people. */
  readonly summary: string;
  /** Always an object; unknown members are an error. Made when it is first asked for, see {@link once}. */
  readonly input: () => I;
  readonly output: () => O;
  /** Codes it may fail with besides those every operation may (see {@link COMMON_ERRORS}). */
  readonly errors: readonly ErrorCode[];
  readonly scope: Scope;
  /** Longest time it may take, milliseconds; the configured limit where it is not given. */
  readonly timeout_ms?: number;
  /** Programs ask it again and again: that it is done is worth a line of the log for debugging only. */
  readonly routine?: true;
  /** Over HTTP its answer also comes piece by piece, to a client that accepts that. */
  readonly streams?: true;
}

/** Codes any operation may fail with. */
export const COMMON_ERRORS: readonly ErrorCode[] = [
  "PARSE_ERROR",
  "INVALID_REQUEST",
  "INVALID_PARAMS",
  "PERMISSION_DENIED",
  "TOO_LARGE",
  "REPLY_TOO_LARGE",
  "TIMEOUT",
  "CANCELLED",
  "BUSY",
  "RATE_LIMITED",
  "SHUTTING_DOWN",
  "INTERNAL",
];

/** Keeps the exact types of an operation. */
export function defineOperation<I extends z.ZodObject, O extends z.ZodType, N extends string>(
  operation: Operation<I, O, N>,
): Operation<I, O, N> {
  return operation;
}

/** The Spacedrive-style wire name: `query:alerts.list.v1`. */
export function wireName(operation: Pick<Operation, "kind" | "name">): string {
  return `${operation.kind}:${operation.name}.v1`;
}
