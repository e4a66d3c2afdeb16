import type { LogRecord } from "@logtape/logtape";
import { bounded, componentOf, messageOf, textOf } from "../text.ts";
import { IDENTIFIER, SEVERITIES } from "./_severity.ts";

/** Longest text of one field, characters: all fields of a record must fit one datagram. */
const FIELD_CHARACTERS = 4000;

/** Most facts that become fields. */
const MOST_FACTS = 32;

const encoder = new TextEncoder();

/**
 * A record as a datagram of the journal's native protocol: `NAME=value` lines; a value of several lines as the name,
 * its length in 64 bits (little endian) and its bytes (systemd.io/JOURNAL_NATIVE_PROTOCOL). Facts are fields by their
 * names in capitals.
 */
export function journalDatagram(record: LogRecord): Uint8Array {
  const fields = new Map<string, string>([
    ["MESSAGE", messageOf(record)],
    ["PRIORITY", String(SEVERITIES[record.level])],
    ["SYSLOG_IDENTIFIER", IDENTIFIER],
    ["COMPONENT", componentOf(record)],
  ]);
  const facts = Object.entries(record.properties).filter(([, value]) => value !== undefined);
  for (const [name, value] of facts.slice(0, MOST_FACTS)) {
    const field = fieldName(name);
    fields.set(
      fields.has(field) ? `FACT_${field}` : field,
      value instanceof Error ? stackOf(value) : textOf(value),
    );
    if (value instanceof Error) { for (const [key, at] of placeOf(value)) fields.set(key, at); }
  }
  return joined([...fields].map(([name, value]) => fieldBytes(name, bounded(value, FIELD_CHARACTERS))));
}

/** Capitals, digits and underscores, 64 at most, a letter first: what journald takes (systemd.journal-fields(7)). */
function fieldName(name: string): string {
  const field = name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_").slice(0, 59);
  return /^[A-Z]/.test(field) ? field : `FACT_${field}`;
}

function stackOf(error: Error): string {
  return error.stack ?? error.message;
}

/** Where an error was made, by the first line of its stack. */
function placeOf(error: Error): [string, string][] {
  const [, name, file, line] =
    /^ {4}at (?:(.+?) \()?(?:file:\/\/)?(\S+?):(\d+):\d+\)?$/m.exec(stackOf(error)) ?? [];
  if (file === undefined || line === undefined) return [];
  const place: [string, string][] = [["CODE_FILE", file], ["CODE_LINE", line]];
  return name === undefined ? place : [...place, ["CODE_FUNC", name]];
}

function fieldBytes(name: string, value: string): Uint8Array {
  if (!value.includes("\n")) return encoder.encode(`${name}=${value}\n`);
  const bytes = encoder.encode(value);
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(bytes.byteLength), true);
  return joined([encoder.encode(`${name}\n`), length, bytes, encoder.encode("\n")]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.byteLength;
  }
  return whole;
}
