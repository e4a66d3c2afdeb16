import { CortexError, pathParameters, type Route } from "../contract/wire.ts";

/** An operation's data as HTTP wants it. */
export interface HttpCall {
  readonly method: string;
  /** Path with query. */
  readonly target: string;
  /** JSON, where the method has a body. */
  readonly body: string | null;
}

/**
 * Splits an operation's data into path, query and body. Fails with INVALID_PARAMS when a part of the path is missing.
 */
export function httpCall(name: string, route: Route, input: Readonly<Record<string, unknown>>): HttpCall {
  const inPath = pathParameters(route.http.path);
  const rest = Object.entries(input).filter(([key, value]) => value !== undefined && !inPath.includes(key));
  const path = inPath.reduce(
    (text, key) => text.replace(`{${key}}`, encodeURIComponent(pathValue(name, key, input[key]))),
    route.http.path,
  );
  if (route.http.method !== "GET") {
    return { method: route.http.method, target: path, body: JSON.stringify(Object.fromEntries(rest)) };
  }
  const query = new URLSearchParams(
    rest.flatMap(([key, value]) => [value].flat().map((one) => [key, String(one)])),
  );
  return { method: "GET", target: rest.length === 0 ? path : `${path}?${query}`, body: null };
}

/** A part of the path; one that an address cannot hold, or takes as a step (RFC 3986, 5.2.4), is refused. */
function pathValue(name: string, key: string, value: unknown): string {
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  if (text.isWellFormed() && !["", ".", ".."].includes(text)) return text;
  throw new CortexError(
    "INVALID_PARAMS",
    `Cannot call "${name}": the parameter "${key}" is missing or no name`,
    {
      details: { parameter: key },
    },
  );
}
