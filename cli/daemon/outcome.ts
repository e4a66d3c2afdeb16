import type { Outcome } from "../command.ts";
import { factLines } from "../text/facts.ts";
import { paint } from "../text/paint.ts";
import type { Started } from "./start.ts";

/** What is told of a daemon that was started. */
export interface StartedFacts {
  readonly pid: number;
  /** It ran before. */
  readonly already: boolean;
  readonly sockets: readonly { readonly name: string; readonly path: string }[];
  /** Path of its log. */
  readonly log: string;
}

/** The same of what has just come of a start. */
export function factsOf({ already, log, status }: Started): StartedFacts {
  const sockets = status.sockets.map(({ name, path }) => ({ name, path }));
  return { pid: status.pid, already, sockets, log };
}

/** What is said of a daemon that was started. */
export function startedOutcome({ pid, already, sockets, log }: StartedFacts): Outcome {
  return {
    json: [{ pid, already, sockets, log }],
    render: (view) =>
      paint([
        [`The daemon runs${already ? " already" : ""}: process ${pid}`],
        ...factLines([
          ...sockets.map(({ name, path }) => [`${name} socket`, [path]] as const),
          ["log", [log]],
        ]),
      ], view),
  };
}

/** What is said of one that was ended. */
export function stoppedOutcome(pid: number): Outcome {
  return { json: [{ pid, stopped: true }], render: (view) => paint([[`Process ${pid} has ended`]], view) };
}
