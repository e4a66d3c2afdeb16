/** Which alerts leave. Pure. */
import type { Alert } from "../contract/mod.ts";
import { isOpen, keyOf } from "./episode.ts";
import type { State } from "./state.ts";

/** Whether an alert is over: resolved, or dismissed and its condition gone. */
export function isOver(alert: Alert, state: State): boolean {
  if (isOpen(alert)) return false;
  return alert.status === "resolved" || state.episodes.get(keyOf(alert))?.alert?.id !== alert.id;
}

/**
 * Ids of those that must leave so that at most `max_kept` stay: resolved ones first, then dismissed ones that are
 * over, each oldest first. Open ones and those whose condition lasts never leave, however many there are.
 */
export function leaving(alerts: readonly Alert[], state: State, max_kept: number): Set<string> {
  const surplus = alerts.length - max_kept;
  if (surplus <= 0) return new Set();
  const over = alerts.filter((alert) => isOver(alert, state));
  const inOrder = [
    ...over.filter((alert) => alert.status === "resolved"),
    ...over.filter((alert) => alert.status !== "resolved"),
  ];
  return new Set(inOrder.slice(0, surplus).map((alert) => alert.id));
}
