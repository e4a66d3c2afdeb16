import type { Operations, Subscriptions } from "./types.ts";

/** Name of an operation. */
export type OperationName = keyof Operations;
/** What a caller passes. */
export type InputOf<N extends OperationName> = Operations[N]["input"];
/** What comes back. */
export type OutputOf<N extends OperationName> = Operations[N]["output"];

/** Name of a subscription. */
export type SubscriptionName = keyof Subscriptions;
/** What a subscriber passes. */
export type SubscriptionInputOf<N extends SubscriptionName> = Subscriptions[N]["input"];
/** What comes, item by item. */
export type StreamItemOf<N extends SubscriptionName> = Subscriptions[N]["output"];
