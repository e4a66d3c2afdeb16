import type { Outcome } from "../command.ts";
import { factLines } from "../text/facts.ts";
import { paint } from "../text/paint.ts";
import type { Started } from "./start.ts";

/** What is said of a daemon that was started. */
export function startedOutcome({ already, log, status }: Started): Outcome {
  const { pid, sockets } = status;
  return {
    json: [{ pid, already, sockets: sockets.map(({ name, path }) => ({ name, path })), log }],
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
