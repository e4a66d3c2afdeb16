import { FeedError } from "../feed_error.ts";

/** An object of a JSON text, whatever its members are. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects among the elements of what should be a list; none where it is none. */
export function objects(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The texts among the elements of what should be a list; none where it is none. */
export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((element) => typeof element === "string") : [];
}

/** A text that is not empty, or null. */
export function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** A value that must be an object. Throws {@link FeedError} where it is none. */
export function asObject(value: unknown, file: string, line: number, what: string): JsonObject {
  if (!isObject(value)) throw new FeedError(file, line, `${what} is not an object`);
  return value;
}

/** A member that must be a text. Throws {@link FeedError} where it is none. */
export function asText(value: unknown, file: string, line: number, what: string): string {
  if (typeof value !== "string" || value === "") throw new FeedError(file, line, `${what} is not a text`);
  return value;
}
