import type { Operations } from "./types.ts";

/** Name of an operation. */
export type OperationName = keyof Operations;
/** What a caller passes. */
export type InputOf<N extends OperationName> = Operations[N]["input"];
/** What comes back. */
export type OutputOf<N extends OperationName> = Operations[N]["output"];
