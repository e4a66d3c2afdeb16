/**
 * Operations: the handlers of the contract and the dispatcher through which every transport reaches them.
 * What counts as a failed operation: one that was answered with an error, whoever is to blame.
 * @module
 */
export { nestedBatch } from "./batch.ts";
export {
  createDispatcher,
  type Dispatcher,
  type DispatcherLimits,
  type DispatcherOptions,
} from "./dispatcher.ts";
export type { Call as CallContext } from "./handler.ts";
export type { OperationHooks } from "./hooks.ts";
export { invalidParams, parseSubscription, unknownParameter } from "./invalid_params.ts";
export type { CallNews, LegacyConfig, Parts } from "./parts.ts";
