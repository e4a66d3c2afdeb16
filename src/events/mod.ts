/**
 * The log of events and those who follow it. What counts as followed without gap: each event that fits, once, in the
 * order of its number, from the cursor on, as long as the store has it. It stands beside the alerts, not in them:
 * whatever happens to the daemon is an event too, and neither needs the other.
 * @module
 */
export { createEventLog, type EventLog, type EventLogOptions } from "./log.ts";
export { fits } from "./filter.ts";
