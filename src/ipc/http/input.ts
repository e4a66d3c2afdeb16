import { zValidator } from "@hono/zod-validator";
import type { Context, MiddlewareHandler } from "hono";
import type { HttpEnv } from "./env.ts";
import { z } from "zod";
import { nothing, once, type Operation, pathParameters } from "../../contract/mod.ts";
import { invalidParams } from "../../operations/mod.ts";
import { readBody } from "./body.ts";

/** Where a part of an input stands. */
type Target = "param" | "query" | "json";

/** How an operation's input is read off a request. */
export interface InputReader {
  /** Steps before the handler. */
  readonly steps: readonly MiddlewareHandler<HttpEnv>[];
  /** The whole input, checked, once the steps are done. */
  read(context: Context<HttpEnv>): Record<string, unknown>;
}

/**
 * Splits an operation's input into path, query string and body: what the path does not name comes from the query
 * string of a GET, from the JSON body of anything else. Whatever is not asked for is an error. What checks it is made
 * at the first request, as the schema itself.
 */
export function inputReader({ input, http }: Operation, max_request_bytes: () => number): InputReader {
  const named = pathParameters(http.path);
  const with_body = http.method !== "GET";
  const rest = () => part(input(), (name) => !named.includes(name));
  const steps: MiddlewareHandler<HttpEnv>[] = [];
  const targets: Target[] = [];
  const check = (target: Target, schemaOf: () => z.ZodObject) => {
    const validator = once(() => validatorOf(target, schemaOf()));
    steps.push((context, next) => validator()(context, next));
    targets.push(target);
  };
  if (named.length > 0) check("param", () => part(input(), (name) => named.includes(name)));
  if (with_body) {
    check("query", nothing);
    steps.push(readBody(max_request_bytes));
    check("json", rest);
  } else {
    check("query", rest);
  }
  return {
    steps,
    read: (context) => Object.assign({}, ...targets.map((target) => context.req.valid(target as never))),
  };
}

/** Checks one part of a request. Throws INVALID_PARAMS. */
function validatorOf(target: Target, schema: z.ZodObject): MiddlewareHandler<HttpEnv> {
  return zValidator(target, target === "query" ? fromQuery(schema) : schema, (result) => {
    if (!result.success) throw invalidParams(schema, result.error.issues, result.data);
  });
}

/** The members of an object that are chosen, and no others. */
function part(schema: z.ZodObject, chosen: (name: string) => boolean): z.ZodObject {
  return z.strictObject(Object.fromEntries(Object.entries(schema.shape).filter(([name]) => chosen(name))));
}

/** A query string is all text: numbers, truth values and lists become what the schema asks for before it is checked. */
function fromQuery(schema: z.ZodObject): z.ZodType {
  let converters: ReadonlyMap<string, (text: string) => unknown> | undefined;
  return z.preprocess((query) => {
    if (typeof query !== "object" || query === null) return query;
    converters ??= convertersOf(schema);
    return Object.fromEntries(
      Object.entries(query).map(([name, value]) => [
        name,
        typeof value === "string" ? (converters?.get(name)?.(value) ?? value) : value,
      ]),
    );
  }, schema);
}

/** How the members are read that are not text. Costs a while, so it is done when a query string first comes. */
function convertersOf(schema: z.ZodObject): ReadonlyMap<string, (text: string) => unknown> {
  const converters = new Map<string, (text: string) => unknown>();
  for (const [name, field] of Object.entries(schema.shape)) {
    const { type } = z.toJSONSchema(field as z.ZodType, { io: "input" });
    if (type === "integer" || type === "number") converters.set(name, toNumber);
    if (type === "array") converters.set(name, (text) => text.split(","));
    if (type === "boolean") converters.set(name, toBoolean);
  }
  return converters;
}

const toNumber = (text: string): unknown => /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
const toBoolean = (text: string): unknown => text === "true" ? true : text === "false" ? false : text;
