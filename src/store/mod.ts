/**
 * The store: the one SQLite database, opened and written by the main thread only. What counts as kept: what a
 * call has returned from; it is on the disk then, whatever happens next. What counts as a damaged database: one
 * that SQLite refuses, that does not pass its check after an unclean stop, or that this program did not write.
 * @module
 */
export { openStore, type Store, type StoreOptions } from "./store.ts";
export type { AlertRepository, AlertRow } from "./alerts.ts";
export type { EventRepository, EventRow, NewEvent } from "./events.ts";
export type { JobRepository, JobRow } from "./jobs.ts";
export type { MetaRepository } from "./meta.ts";
export type { NewOutboxEntry, OutboxRepository } from "./outbox.ts";
export type { SilenceRepository } from "./silences.ts";
export { tryWrite } from "./try_write.ts";
