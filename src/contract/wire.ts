/**
 * The part of the contract that needs no schemas: the table of errors, how each operation is sent, the version.
 * The second door of this folder, for programs whose start-up time counts: nothing here loads zod.
 * @module
 */
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
export { pathParameters } from "./operation.ts";
export { type Route, ROUTES, SUBSCRIPTION_ROUTES } from "./routes.ts";
export { VERSION } from "./version.ts";
