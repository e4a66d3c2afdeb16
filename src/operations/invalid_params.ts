import { z } from "zod";
import {
  CortexError,
  findOperation,
  findSubscription,
  type OperationName,
  type ParsedInputOf,
  type ParsedSubscriptionInputOf,
  type SubscriptionName,
} from "../contract/mod.ts";
import { nearest } from "../core/nearest.ts";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What a parameter may be: the values themselves where they are few, a phrase otherwise. */
export type ValidValues = readonly string[] | string;

/** Checks an input against its operation and fills in defaults; nothing at all counts as an empty object. */
export function parseInput<N extends OperationName>(name: N, raw: unknown): ParsedInputOf<N> {
  return parse(name, raw) as ParsedInputOf<N>;
}

/** The same for a subscription. Throws INVALID_PARAMS. */
export function parseSubscription<N extends SubscriptionName>(
  name: N,
  raw: unknown,
): ParsedSubscriptionInputOf<N> {
  return parse(name, raw) as ParsedSubscriptionInputOf<N>;
}

function parse(name: OperationName | SubscriptionName, raw: unknown): unknown {
  const schema = inputOf(name);
  const result = schema.safeParse(raw ?? {});
  if (!result.success) throw invalidParams(schema, result.error.issues, raw);
  return result.data;
}

function inputOf(name: string): z.ZodObject {
  const operation = findOperation(name) ?? findSubscription(name);
  if (operation === undefined) throw new Error(`Cannot parse for "${name}": no such operation`);
  return operation.input();
}

/** The error for an input that does not fit: its first problem, with the field and what is valid there. */
export function invalidParams(
  schema: z.ZodObject,
  issues: readonly z.core.$ZodIssue[],
  raw: unknown,
): CortexError {
  const issue = issues[0];
  if (issue === undefined) return new CortexError("INVALID_PARAMS", "Cannot read the parameters");
  if (issue.code === "unrecognized_keys") {
    return unknownParameter(issue.keys[0] ?? "", Object.keys(schema.shape));
  }
  const field = issue.path.map(String).join(".");
  if (field === "") return notAnObject();
  const [name, ...inside] = issue.path;
  const valid = validValues(schemaAt(schema.shape[String(name)], inside));
  const value = valueAt(raw, issue.path);
  const wanted = typeof valid === "string" ? valid : `one of ${valid.join(", ")}`;
  const problem = value === undefined ? "it is missing" : `it must be ${wanted}`;
  const meant = typeof value === "string" && typeof valid !== "string" ? nearest(value, valid) : undefined;
  const message = value === undefined
    ? `Cannot do without the parameter "${field}": give ${wanted}`
    : `Cannot take ${quote(value)} as "${field}": ` +
      (meant === undefined ? `it must be ${wanted}` : `did you mean "${meant}"? It must be ${wanted}`);
  return new CortexError("INVALID_PARAMS", message, { details: { field, problem, valid } });
}

/** The error for a parameter that the operation does not have. */
export function unknownParameter(field: string, known: readonly string[]): CortexError {
  const meant = nearest(field, known);
  const advice = known.length === 0
    ? "none is taken here"
    : meant === undefined
    ? `known are ${known.join(", ")}`
    : `did you mean "${meant}"?`;
  return new CortexError("INVALID_PARAMS", `Cannot take the parameter ${quote(field)}: ${advice}`, {
    details: { field, problem: "it is unknown", valid: known },
  });
}

function notAnObject(): CortexError {
  return new CortexError("INVALID_PARAMS", "Cannot read the parameters: they must be a JSON object", {
    details: { field: "", problem: "it is not an object", valid: "a JSON object" },
  });
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = raw;
  for (const key of path) {
    // A list of a query string is one text.
    const whole: unknown = typeof value === "string" && typeof key === "number" ? value.split(",") : value;
    if (typeof whole !== "object" || whole === null) return undefined;
    value = Reflect.get(whole, key);
  }
  return value;
}

/** A value for a message, cut. What is made of several is not shown: it may be of any depth. */
function quote(value: unknown): string {
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
  const text = String(value);
  return `"${text.length > 64 ? `${text.slice(0, 64)}…` : text}"`;
}

/**
 * The JSON Schema of what a field has at a path, as far in as its schema says; undefined where there is no such field.
 */
function schemaAt(field: z.core.$ZodType | undefined, path: readonly PropertyKey[]): JsonSchema | undefined {
  if (field === undefined) return undefined;
  const { $defs = {}, ...whole } = z.toJSONSchema(field, { io: "input" });
  const resolve = (schema: JsonSchema): JsonSchema => {
    const named = $defs[schema.$ref?.replace("#/$defs/", "") ?? ""];
    return named === undefined ? schema : resolve(named);
  };
  let found = resolve(whole);
  for (const key of path) {
    const { items, properties } = found;
    const next = typeof key === "number" && !Array.isArray(items) ? items : properties?.[String(key)];
    if (next === undefined || typeof next === "boolean") return found;
    found = resolve(next);
  }
  return found;
}

/** What a field takes, out of its JSON Schema. */
function validValues(schema: JsonSchema | undefined): ValidValues {
  if (schema === undefined) return "left out";
  if (schema.enum !== undefined) return schema.enum.map(String);
  const { minimum, maximum, minLength, maxLength, minItems = 0, maxItems, format, pattern } = schema;
  switch (schema.type) {
    case "boolean":
      return ["true", "false"];
    case "integer":
      return `a whole number${range(minimum, maximum)}`;
    case "number":
      return `a number${range(minimum, maximum)}`;
    case "string":
      if (format !== undefined) return format === "uuid" ? "a UUID" : `a ${format}`;
      if (minLength !== undefined && minLength === maxLength) return `a text of length ${minLength}`;
      return (maxLength === undefined
        ? "a text"
        : `a text of ${textLength(minLength, maxLength)} characters`) +
        (pattern === undefined ? "" : ` that fits /${pattern}/`);
    case "array":
      return maxItems === undefined ? "a list" : `a list of ${minItems} to ${maxItems}`;
    case "object":
      return "an object";
    default:
      return schema.type ?? "of another form";
  }
}

function textLength(least: number | undefined, most: number): string {
  return least === undefined || least === 0 ? `at most ${most}` : `${least} to ${most}`;
}

function range(minimum: number | undefined, maximum: number | undefined): string {
  return minimum === undefined || maximum === undefined ? "" : ` from ${minimum} to ${maximum}`;
}
