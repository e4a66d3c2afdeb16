import type { AnswerOptions, Client, ConnectOptions } from "../../../src/client/mod.ts";
import { batchOf } from "../../../src/client/batch.ts";
import { callsOf } from "../../../src/client/call.ts";
import type { UntypedSubscribe } from "../../../src/client/subscribe.ts";
import {
  CortexError,
  type InputOf,
  type OperationName,
  type OutputOf,
  type StreamItemOf,
  type SubscriptionName,
} from "../../../src/contract/wire.ts";
import { COMMANDS } from "../../../cli/commands.ts";
import type { Screen } from "../../../cli/live/screen.ts";
import { run } from "../../../cli/run.ts";
import { NOW } from "./_samples.ts";

/** Answers of a daemon by operation. */
export type Answers = { [N in OperationName]?: (input: InputOf<N>) => OutputOf<N> };

/** What comes of subscriptions before they end. */
export type Streams = { [N in SubscriptionName]?: readonly StreamItemOf<N>[] };

/** A client that answers from memory, and remembers what it was asked. */
function fakeClient(
  answers: Answers,
  asked: [string, object][] = [],
  streams: Streams = {},
  pieces?: readonly (string | number)[],
): Client {
  const byName: Readonly<Record<string, ((input: never) => unknown) | undefined>> = answers;
  const call = (name: string, input: object = {}): Promise<unknown> => {
    asked.push([name, input]);
    const answer = byName[name];
    if (answer === undefined) {
      return Promise.reject(new CortexError("UNKNOWN_OPERATION", `Cannot call "${name}": not in this test`));
    }
    return new Promise((resolve) => resolve(answer(input as never)));
  };
  const subscribe: UntypedSubscribe = async function* (name, input = {}) {
    asked.push([name, input]);
    yield* streams[name] ?? [];
  };
  return {
    ...callsOf(call, subscribe),
    subscribe: subscribe as Client["subscribe"],
    socket: "/run/cortex/http.sock",
    call: call as Client["call"],
    answer: (async (name: string, input: object, options: AnswerOptions = {}) => {
      const output = Object(await call(name, input));
      for (const piece of pieces ?? [output.answer ?? output.summary]) {
        if (typeof piece === "number") options.onQueue?.(piece);
        else options.onText?.(piece);
      }
      return output;
    }) as Client["answer"],
    batch: batchOf(call),
    fetchBackup: () =>
      Promise.reject(new CortexError("NOT_FOUND", "Cannot fetch the backup: not in this test")),
    sendFeed: () => Promise.reject(new CortexError("NOT_FOUND", "Cannot send the feed: not in this test")),
    close: () => {},
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** What a command line did. */
export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
  /** Operations that were called, with their input. */
  readonly asked: [string, object][];
  /** What each connection was asked for. */
  readonly connections: ConnectOptions[];
}

/** Circumstances of a run; what is not given is ordinary. */
export interface Circumstances {
  readonly answers?: Answers;
  readonly streams?: Streams;
  /** Pieces in which an answer comes, and before them places in line; one piece where it is not given. */
  readonly pieces?: readonly (string | number)[];
  readonly columns?: number;
  readonly color?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** The terminal as a screen; none where it is not given. */
  readonly screen?: Screen;
  /** Fails every connection. */
  readonly unreachable?: CortexError;
}

/** Runs one command line, all in memory. */
export async function cortex(line: readonly string[], around: Circumstances = {}): Promise<Ran> {
  const texts = { out: "", err: "" };
  const asked: [string, object][] = [];
  const connections: ConnectOptions[] = [];
  const exit = await run(line, {
    terminal: {
      columns: around.columns ?? Number.POSITIVE_INFINITY,
      color: around.color ?? false,
      write: (text) => texts.out += text,
      warn: (text) => texts.err += text,
    },
    commands: COMMANDS,
    env: (name) => around.env?.[name],
    connect: (options) => {
      connections.push(options);
      return around.unreachable === undefined
        ? Promise.resolve(fakeClient(around.answers ?? {}, asked, around.streams, around.pieces))
        : Promise.reject(around.unreachable);
    },
    screen: () => Promise.resolve(around.screen ?? null),
    wall: () => NOW,
    steady: () => 0,
  });
  return { exit, ...texts, asked, connections };
}
