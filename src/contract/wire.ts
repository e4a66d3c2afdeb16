/**
 * The part of the contract that needs no schemas: the table of errors, how each operation is sent, the types of what
 * goes in and out, the version.
 * The second door of this folder, for programs whose start-up time counts: nothing here loads zod.
 * @module
 */
export { type BackOff, pauseMs } from "./back_off.ts";
export { asksForUnixSockets } from "./deno_net.ts";
export {
  CortexError,
  type CortexErrorOptions,
  type ErrorBody,
  errorBody,
  type ErrorCode,
  type ErrorRow,
  ERRORS,
  toCortexError,
} from "./errors.ts";
export { BACKUP_PATH, FEED_PATH, type OperationKind, pathParameters, type Route } from "./route.ts";
export { ROUTES, SUBSCRIPTION_ROUTES } from "./routes.ts";
export type * from "./types.ts";
export type {
  InputOf,
  OperationName,
  OutputOf,
  StreamItemOf,
  SubscriptionInputOf,
  SubscriptionName,
} from "./plain.ts";
export { VERSION } from "./version.ts";
