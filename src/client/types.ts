import type {
  CortexError,
  InputOf,
  OperationName,
  OutputOf,
  StreamItemOf,
  SubscriptionInputOf,
  SubscriptionName,
} from "../contract/wire.ts";

/** How one call is made. */
export interface CallOptions {
  /** Ends the call, its waiting and its retries; it then fails with CANCELLED. */
  readonly signal?: AbortSignal;
  /** Longest time one try may take, milliseconds; the client's where it is not given. */
  readonly timeout_ms?: number;
  /** Sent as X-Request-Id: stands in the daemon's log and in errors. */
  readonly request_id?: string;
  /** `false`: one try only. */
  readonly retry?: false;
}

/** Arguments of a call: the data may be left out where nothing is required. */
export type CallArguments<N extends OperationName> = Record<never, never> extends InputOf<N>
  ? [input?: InputOf<N>, options?: CallOptions]
  : [input: InputOf<N>, options?: CallOptions];

/** How a subscription is followed. */
export interface SubscribeOptions {
  /** Ends the iteration, without an error. */
  readonly signal?: AbortSignal;
  /** Called with the fault of a connection that is lost, before another one is tried. */
  readonly onLost?: (fault: CortexError) => void;
}

/** Operations whose answer can come piece by piece. */
export type AnsweringName = "assistant.ask" | "assistant.explain" | "assistant.infer";

/** How an answer is followed while it comes. */
export interface AnswerOptions {
  /** Ends the answer; it then fails. */
  readonly signal?: AbortSignal;
  /** Takes the text piece by piece. */
  readonly onText?: (text: string) => void;
  /** Told the id of the job that it is, before all else, where a language model is asked. */
  readonly onJob?: (id: string) => void;
  /** Told how many are before this one in line, where there are any. */
  readonly onQueue?: (before: number) => void;
}

/** Arguments of a subscription: the data may be left out where nothing is required. */
export type SubscribeArguments<N extends SubscriptionName> = Record<never, never> extends
  SubscriptionInputOf<N> ? [input?: SubscriptionInputOf<N>, options?: SubscribeOptions]
  : [input: SubscriptionInputOf<N>, options?: SubscribeOptions];

/** What comes of a subscription, item by item. */
export type Items<N extends SubscriptionName> = AsyncGenerator<StreamItemOf<N>, void, undefined>;

/**
 * Every operation by subject and verb: `client.alerts.list({ open: true })`, and every subscription likewise:
 * `client.events.stream({ types: ["alert"] })`. Each fails with a CortexError.
 */
export type Calls = {
  readonly [
    S in OperationName | SubscriptionName extends infer N
      ? N extends `${infer Subject}.${string}` ? Subject : never
      : never
  ]:
    & {
      readonly [N in OperationName as N extends `${S}.${infer Verb}` ? Verb : never]: (
        ...args: CallArguments<N>
      ) => Promise<OutputOf<N>>;
    }
    & {
      readonly [N in SubscriptionName as N extends `${S}.${infer Verb}` ? Verb : never]: (
        ...args: SubscribeArguments<N>
      ) => Items<N>;
    };
};

/** Operations that a batch may hold: all but itself. */
export type BatchedName = Exclude<OperationName, "batch">;

/** One call of a batch. */
export interface BatchedCall<N extends BatchedName> {
  /** The operation. */
  readonly name: N;
  /** Its data, where it needs some. */
  readonly input?: InputOf<N>;
}

/** What came of one call: its answer, or why there is none. */
export type BatchOutcome<N extends BatchedName> = { readonly ok: OutputOf<N> } | {
  readonly error: CortexError;
};

/**
 * Runs up to 100 calls one after the other, in one request; the outcomes come in their order. Fails with a
 * CortexError only where the batch as a whole could not be run.
 */
export type Batch = <const N extends readonly BatchedName[]>(
  calls: { readonly [I in keyof N]: BatchedCall<N[I]> },
  options?: CallOptions,
) => Promise<{ -readonly [I in keyof N]: BatchOutcome<N[I]> }>;

/**
 * A daemon that was found. Connections are made when needed and kept; a daemon that restarts is found again by
 * its socket. `await using` or `close()` lets them go.
 */
export interface Client extends Calls, AsyncDisposable {
  /** Path of the daemon's socket. */
  readonly socket: string;
  /** Calls an operation by name. Fails with a CortexError. */
  call<N extends OperationName>(name: N, ...args: CallArguments<N>): Promise<OutputOf<N>>;
  /**
   * Calls an operation whose answer takes its time, and tells of it while it comes; waits as long as the daemon shows
   * that it lives. Nothing is tried again. Fails with a CortexError.
   */
  answer<N extends AnsweringName>(name: N, input: InputOf<N>, options?: AnswerOptions): Promise<OutputOf<N>>;
  /** Runs several operations in one request; each has its own outcome. */
  readonly batch: Batch;
  /**
   * The copy of the state that a job of `store.backup` has made, a database of SQLite; it can be fetched once. Fails,
   * as its stream does, with a CortexError: NOT_FOUND where it is not there any more.
   */
  fetchBackup(job: string, options?: Pick<CallOptions, "signal">): Promise<ReadableStream<Uint8Array>>;
  /**
   * Sends the bytes of a feed that a job of `feeds.import` waits for; that they are taken does not say that they are
   * good: the job does. Fails with a CortexError: NOT_FOUND where it does not wait, TOO_LARGE.
   */
  sendFeed(
    job: string,
    body: ReadableStream<Uint8Array>,
    options?: Pick<CallOptions, "signal">,
  ): Promise<void>;
  /**
   * Follows a subscription: `for await (const event of client.subscribe("events.stream"))`. A connection that is lost,
   * with a daemon that restarts or one that says nothing for 45 seconds, is made anew, and the stream goes on where
   * it was, without gap or double, as far as the daemon keeps what it carries. Fails with a CortexError that does not
   * pass by itself, and where the daemon does not answer at first. Leaving the loop ends it.
   */
  subscribe<N extends SubscriptionName>(name: N, ...args: SubscribeArguments<N>): Items<N>;
  /** Closes every connection and ends every subscription. */
  close(): void;
}
