/**
 * The client of the daemon: finds its socket, makes typed calls, rides out passing faults. What counts as
 * reachable: a socket that accepts a connection from this user; whether the daemon is well is its own to say.
 * @module
 */
export { connect } from "./connect.ts";
export { consume, type ConsumeOptions, type Delivery } from "./consume.ts";
export type { ConnectOptions } from "./options.ts";
export { type ItemOf, type PagedName, type PageOf, pages, paginate } from "./paginate.ts";
export { permissionFlags } from "./permissions.ts";
export type { RetryPolicy } from "./retry.ts";
export type {
  AnsweringName,
  AnswerOptions,
  Batch,
  BatchedCall,
  BatchedName,
  BatchOutcome,
  CallArguments,
  CallOptions,
  Calls,
  Client,
  Items,
  SubscribeArguments,
  SubscribeOptions,
} from "./types.ts";
