import type { Health } from "../../../src/contract/wire.ts";
import type { Fact } from "../../text/facts.ts";
import { type Piece, styled } from "../../text/paint.ts";
import { isWell, partNote, statePiece } from "../../text/parts.ts";

/** What of the daemon itself is not well; nothing when all is. */
export function daemonFaults({ subsystems, collectors, store }: Health): Fact[] {
  return [
    ...subsystems.filter((part) => !isWell(part))
      .map((part): Fact => [part.name, [statePiece(part), ...note(partNote(part))]]),
    ...collectors.flatMap(({ name, state, message }): Fact[] =>
      state === "failed" || state === "timed_out"
        ? [[name, [styled("warning", COLLECTOR_STATES[state]), ...note(message)]]]
        : []
    ),
    ...(store.state === "ok" ? [] : [storeFault(store.state, store.message)]),
  ];
}

const COLLECTOR_STATES = { failed: "cannot be read", timed_out: "did not answer in time" } as const;
const STORE_STATES = {
  recovered: "a damaged database was moved aside",
  memory: "nothing is kept over a restart",
  failing: "cannot be written",
} as const;

function storeFault(state: keyof typeof STORE_STATES, message: string | null): Fact {
  return ["store", [
    styled(state === "recovered" ? "warning" : "bad", STORE_STATES[state]),
    ...note(message),
  ]];
}

function note(text: string | null): Piece[] {
  return text === null || text === "" ? [] : [`: ${text}`];
}
