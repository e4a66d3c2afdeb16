import type { Health } from "../../../src/contract/mod.ts";
import { type Line, styled } from "../../text/paint.ts";
import { isWell, partNote, statePiece } from "../../text/parts.ts";
import { label } from "./label.ts";

/** What of the daemon itself is not well; nothing when all is. */
export function daemonLines({ subsystems, collectors, store }: Health): Line[] {
  const lines = [
    ...subsystems.filter((part) => !isWell(part)).map((part): Line => [
      label(part.name),
      statePiece(part),
      ` ${partNote(part)}`,
    ]),
    ...collectors.filter(({ state }) => state === "failed" || state === "timed_out").map((run): Line => [
      label(run.name),
      styled("warning", run.state === "failed" ? "cannot be read" : "did not answer in time"),
      run.message === null ? "" : `: ${run.message}`,
    ]),
    ...(store.state === "ok" ? [] : [
      [
        label("store"),
        styled(store.state === "recovered" ? "warning" : "bad", STORE_STATES[store.state]),
        store.message === null ? "" : `: ${store.message}`,
      ],
    ]),
  ];
  return lines.length === 0 ? [] : [[], [styled("strong", "Not well in the daemon")], ...lines];
}

const STORE_STATES = {
  recovered: "a damaged database was moved aside",
  memory: "nothing is kept over a restart",
  failing: "cannot be written",
} as const;
