import {
  COMMON_ERRORS,
  CortexError,
  type ErrorCode,
  type Operation,
  type OperationName,
  OPERATIONS,
} from "../contract/mod.ts";

/** What the dispatcher holds an operation to. */
export interface Terms extends Pick<Operation, "kind" | "scope"> {
  readonly name: OperationName;
  /** Codes it may fail with. */
  readonly codes: ReadonlySet<ErrorCode>;
  /** Longest time it may take; the configured limit where undefined. */
  readonly timeout_ms: number | undefined;
  /** That it is done is worth a line of the log for debugging only. */
  readonly routine: boolean;
}

const TERMS: ReadonlyMap<string, Terms> = new Map(
  OPERATIONS.map((
    { name, kind, scope, errors, timeout_ms, routine }: Operation & { readonly name: OperationName },
  ) => [
    name,
    {
      name,
      kind,
      scope,
      codes: new Set([...COMMON_ERRORS, ...errors]),
      timeout_ms,
      routine: routine ?? false,
    },
  ]),
);

/** The terms of an operation. Throws UNKNOWN_OPERATION. */
export function termsOf(name: OperationName): Terms {
  const terms = TERMS.get(name);
  if (terms === undefined) {
    throw new CortexError("UNKNOWN_OPERATION", `Cannot run "${name}": there is no such operation`);
  }
  return terms;
}
