import type { LogRecord } from "@logtape/logtape";
import type { LogEntry, LogLevel } from "../contract/wire.ts";
import { bounded, componentOf, messageOf, textOf } from "./text.ts";

/** Longest text kept of a message, and of one fact, characters. */
const TEXT_CHARACTERS = 2000;

/** Most facts kept of a record. */
const MOST_FACTS = 32;

/** A record as it is kept and sent: nothing that JSON cannot hold, bounded. */
export function entryOf(record: LogRecord, seq: number): LogEntry {
  const facts = Object.entries(record.properties).filter(([, value]) => value !== undefined)
    .slice(0, MOST_FACTS);
  return {
    seq,
    at: new Date(record.timestamp).toISOString(),
    level: levelOf(record.level),
    component: componentOf(record),
    message: bounded(messageOf(record), TEXT_CHARACTERS),
    data: Object.fromEntries(facts.map(([name, value]) => [name, factOf(value)])),
  };
}

function levelOf(level: LogRecord["level"]): LogLevel {
  return level === "trace" ? "debug" : level;
}

function factOf(value: unknown): unknown {
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  return bounded(textOf(value), TEXT_CHARACTERS);
}
