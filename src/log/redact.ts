import type { LogRecord } from "@logtape/logtape";

const SECRET_NAME = /passw|passphrase|secret|token|api_?key|credential|authorization|cookie/i;
const CREDENTIALS = /(?<=[a-z]:\/\/)[^\s/@]+(?=@)/gi;
const REDACTED = "[redacted]";

/** How deep a fact is looked into; what lies deeper is left out. */
const MOST_LEVELS = 4;

/**
 * A record without its secrets: facts of a telling name, at any depth, the same values wherever else they stand in
 * the record, and credentials in addresses.
 */
export function redacted(record: LogRecord): LogRecord {
  const secrets = Object.entries(record.properties)
    .filter(([name, value]) => SECRET_NAME.test(name) && value !== undefined && value !== null)
    .map(([, value]) => String(value)).filter((secret) => secret !== "");
  return {
    ...record,
    message: record.message.map((part) => clean(part, secrets, MOST_LEVELS)),
    properties: cleanMembers(record.properties, secrets, MOST_LEVELS),
  };
}

function clean(value: unknown, secrets: readonly string[], levels: number): unknown {
  if (typeof value === "string") return without(value, secrets);
  if (value instanceof Error) return cleanError(value, secrets);
  if (typeof value !== "object" || value === null) return value;
  if (levels === 0) return "…";
  if (Array.isArray(value)) return value.map((one) => clean(one, secrets, levels - 1));
  return cleanMembers(value, secrets, levels - 1);
}

function cleanMembers(
  value: object,
  secrets: readonly string[],
  levels: number,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      SECRET_NAME.test(name) && member !== undefined ? REDACTED : clean(member, secrets, levels),
    ]),
  );
}

function cleanError(error: Error, secrets: readonly string[]): Error {
  const shown = new Error(without(error.message, secrets));
  shown.name = error.name;
  shown.stack = without(error.stack ?? shown.message, secrets);
  return shown;
}

function without(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text)
    .replace(CREDENTIALS, REDACTED);
}
