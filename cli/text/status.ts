import type { Health } from "../../src/contract/wire.ts";
import { type Piece, type Style, styled } from "./paint.ts";

const STATUS_STYLES: Readonly<Record<Health["status"], Style>> = {
  ok: "good",
  warning: "warning",
  degraded: "warning",
  critical: "bad",
};
const LOAD_STYLES: Readonly<Record<Health["load_status"], Style>> = {
  light: "good",
  medium: "warning",
  heavy: "bad",
};

/** How a host is, in one word. */
export function statusPiece({ status }: Pick<Health, "status">): Piece {
  return styled(STATUS_STYLES[status], `● ${status}`);
}

/** How loaded a host is, in one word. */
export function loadPiece({ load_status }: Pick<Health, "load_status">): Piece {
  return styled(LOAD_STYLES[load_status], load_status);
}
