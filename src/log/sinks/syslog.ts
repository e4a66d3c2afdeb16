import type { LogRecord } from "@logtape/logtape";
import { bounded, componentOf, messageOf, textOf } from "../text.ts";
import { IDENTIFIER, SEVERITIES } from "./_severity.ts";

/** `daemon` (RFC 5424, section 6.2.1). */
const FACILITY = 3;

/** The enterprise number that RFC 5612 leaves to everybody. */
const FACTS_ID = "cortex@32473";

/** Longest message, and longest fact, characters: every receiver takes 2048 bytes, most 8192 (section 6.1). */
const MESSAGE_CHARACTERS = 2000;
const FACT_CHARACTERS = 200;
const MOST_FACTS = 16;

const encoder = new TextEncoder();

/** A record as a datagram of RFC 5424, its facts as structured data, on one line. */
export function syslogDatagram(
  record: LogRecord,
  sender: { readonly hostname: string; readonly pid: number },
): Uint8Array {
  const priority = FACILITY * 8 + SEVERITIES[record.level];
  const at = new Date(record.timestamp).toISOString();
  const facts = Object.entries({ component: componentOf(record), ...record.properties })
    .filter(([, value]) => value !== undefined).slice(0, MOST_FACTS)
    .map(([name, value]) => ` ${paramName(name)}="${paramValue(textOf(value))}"`).join("");
  const host = printable(sender.hostname, 255);
  const message = oneLine(bounded(messageOf(record), MESSAGE_CHARACTERS));
  return encoder.encode(
    `<${priority}>1 ${at} ${host} ${IDENTIFIER} ${sender.pid} - [${FACTS_ID}${facts}] \ufeff${message}`,
  );
}

function printable(text: string, characters: number): string {
  const shown = text.replaceAll(/[^!-~]/g, "").slice(0, characters);
  return shown === "" ? "-" : shown;
}

function paramName(name: string): string {
  return printable(name.replaceAll(/[=\]"]/g, "_"), 32);
}

function paramValue(value: string): string {
  return oneLine(bounded(value, FACT_CHARACTERS)).replaceAll(/["\\\]]/g, "\\$&");
}

/** Line ends would be octal escapes, or two lines, in most receivers. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, " ");
}
