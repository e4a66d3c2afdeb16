import type { RetryPolicy } from "./retry.ts";

/** What `connect` takes; nothing is required. */
export interface ConnectOptions {
  /** Path of the socket itself; nothing else is looked at. */
  readonly socket?: string | undefined;
  /** Folder of the sockets; nothing else is looked at. */
  readonly socket_dir?: string | undefined;
  /** Name of a daemon that runs beside others: its sockets are one folder deeper. */
  readonly instance?: string | undefined;
  /**
   * Longest time one try of a call may take, milliseconds. A little more than the daemon gives an operation, so
   * that its own TIMEOUT, which says more, comes first.
   * @default {35000}
   */
  readonly timeout_ms?: number;
  /** Other tries and pauses than the usual ones; `false`: one try only. */
  readonly retry?: Partial<RetryPolicy> | false;
  /**
   * How long to wait for a daemon that does not run yet, milliseconds.
   * @default {0}
   */
  readonly wait_ms?: number;
  /** Ends the waiting, and later every call; both then fail with CANCELLED. */
  readonly signal?: AbortSignal;
}

/** The options that say where the daemon is. */
export type PlaceOptions = Pick<ConnectOptions, "socket" | "socket_dir" | "instance">;
