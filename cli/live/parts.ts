import type { CortexError } from "../../src/contract/wire.ts";
import { type Line, styled } from "../text/paint.ts";
import type { Key } from "./keys.ts";
import type { Live } from "./program.ts";

/** The last line of a screen: what is wrong, else what state it is in and which keys there are. */
export function statusLine({ fault, paused }: Live<unknown>, hints: string): Line {
  if (fault !== null) return [styled("bad", faultText(fault))];
  return [...(paused ? [styled("warning", "Paused"), "  "] : []), styled("faint", hints)];
}

/** Exit code 3 is a daemon that is not reachable: a restart, most of the time. */
function faultText(fault: CortexError): string {
  const [first = ""] = fault.message.split("\n");
  return fault.row.exit === 3 || fault.code === "SHUTTING_DOWN" ? `Reconnecting: ${first}` : first;
}

/** Rows scrolled away after a key, of so many with so many on the screen; undefined where the key does not scroll. */
export function scrolled(offset: number, key: Key, total: number, visible: number): number | undefined {
  const last = Math.max(0, total - visible);
  const to = (row: number) => Math.max(0, Math.min(last, row));
  switch (key) {
    case "up":
      return to(Math.min(offset, last) - 1);
    case "down":
      return to(offset + 1);
    case "page_up":
      return to(Math.min(offset, last) - visible);
    case "page_down":
      return to(offset + visible);
    case "home":
      return 0;
    case "end":
      return last;
    default:
      return undefined;
  }
}
