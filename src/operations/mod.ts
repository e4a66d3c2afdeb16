/**
 * Operations: the handlers of the contract and the dispatcher through which every transport reaches them.
 * What counts as a failed operation: one that was answered with an error, whoever is to blame.
 * @module
 */
export {
  type CallContext,
  createDispatcher,
  type Dispatcher,
  type DispatcherLimits,
  type DispatcherOptions,
} from "./dispatcher.ts";
export { invalidParams, parseSubscription, unknownParameter } from "./invalid_params.ts";
export type { LegacyConfig, Parts } from "./parts.ts";
