import type { Subsystem } from "../../src/contract/wire.ts";
import { age, plural } from "./format.ts";
import { type Piece, type Style, styled, type View } from "./paint.ts";
import type { Column } from "./table.ts";

const STATES: Readonly<Record<Subsystem["state"], Style>> = {
  starting: "warning",
  running: "good",
  idle: "good",
  restarting: "warning",
  unhealthy: "bad",
  off: "faint",
};

/** Whether a part of the daemon does its work, or has none. */
export function isWell({ state }: Subsystem): boolean {
  return state === "running" || state === "idle" || state === "off";
}

/** The state of a part of the daemon. */
export function statePiece({ state }: Subsystem): Piece {
  return styled(STATES[state], state);
}

/** Columns for a table of the daemon's parts. */
export function partColumns(view: View): Column<Subsystem>[] {
  return [
    { title: "PART", cell: ({ name }) => name },
    { title: "STATE", cell: statePiece },
    {
      title: "HEARTBEAT",
      cell: (part) => part.last_heartbeat_at === null ? "-" : age(part.last_heartbeat_at, view.now),
    },
    { title: "", cell: partNote, cut: 1 },
  ];
}

/** What there is to say of a part besides its state. */
export function partNote({ restarts, message }: Subsystem): string {
  return [restarts === 0 ? "" : plural(restarts, "restart"), message ?? ""].filter((text) => text !== "")
    .join(": ");
}
