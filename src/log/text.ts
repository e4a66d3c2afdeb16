import type { LogRecord } from "@logtape/logtape";

/** The component a record is of. */
export function componentOf({ category }: LogRecord): string {
  return category.slice(1).join(".");
}

/** The message with its values filled in; an error is its message. */
export function messageOf({ message }: LogRecord): string {
  return message.map(textOf).join("");
}

/** A value as a text. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Error) return value.message;
  if (typeof value !== "object" || value === null) return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    return "an object";
  }
}

/** At most so many characters of a text. */
export function bounded(text: string, characters: number): string {
  return text.length > characters ? `${text.slice(0, characters)}…` : text;
}
