import type { LogRecord } from "@logtape/logtape";
import type { LogEntry, LogLevel } from "../contract/wire.ts";

/** Longest text kept of a message, and of one fact, characters. */
const TEXT_CHARACTERS = 2000;

/** Most facts kept of a record. */
const MOST_FACTS = 32;

const SECRET_NAME = /passw|passphrase|secret|token|api_?key|credential|authorization|cookie/i;
const CREDENTIALS = /(?<=[a-z]:\/\/)[^\s/@]+(?=@)/gi;
const REDACTED = "[redacted]";

/** A record as it is kept and sent: no secret, nothing that JSON cannot hold, bounded. */
export function entryOf(record: LogRecord, seq: number): LogEntry {
  const facts = Object.entries(record.properties).filter(([, value]) => value !== undefined).slice(
    0,
    MOST_FACTS,
  );
  const secrets = facts.filter(([name]) => SECRET_NAME.test(name)).map(([, value]) => String(value));
  const message = record.message.map((part) => textOf(part)).join("");
  return {
    seq,
    at: new Date(record.timestamp).toISOString(),
    level: levelOf(record.level),
    component: record.category.slice(1).join("."),
    message: bounded(without(message, secrets)),
    data: Object.fromEntries(
      facts.map(([name, value]) => [name, SECRET_NAME.test(name) ? REDACTED : factOf(value, secrets)]),
    ),
  };
}

function levelOf(level: LogRecord["level"]): LogLevel {
  return level === "trace" ? "debug" : level;
}

function factOf(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  return bounded(without(textOf(value), secrets));
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Error) return value.message;
  if (typeof value !== "object" || value === null) return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    return "an object";
  }
}

function without(text: string, secrets: readonly string[]): string {
  const clean = secrets.filter((secret) => secret !== "")
    .reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text);
  return clean.replace(CREDENTIALS, REDACTED);
}

function bounded(text: string): string {
  return text.length > TEXT_CHARACTERS ? `${text.slice(0, TEXT_CHARACTERS)}…` : text;
}
