import type { z } from "zod";
import type { SettingMeta } from "./about.ts";
import { configSchema } from "./schema.ts";
import type { TextForm } from "./value_layer.ts";

/** A schema without what is round it, and what that says. */
export interface Unwrapped {
  readonly type: z.core.$ZodType;
  readonly meta: Partial<SettingMeta> & { description?: string | undefined };
  readonly default: unknown;
}

/** Takes default, optional and the like off a schema, collecting what they say on the way in. */
export function unwrap(type: z.core.$ZodType): Unwrapped {
  let inner = type as z.ZodType;
  let meta: Unwrapped["meta"] = {};
  let standard: unknown;
  for (;;) {
    meta = { ...inner.meta?.(), ...meta };
    const def = inner._zod.def as { type: string; innerType?: z.ZodType; defaultValue?: unknown };
    if (def.type === "default") standard = def.defaultValue;
    if (def.innerType === undefined) return { type: inner, meta, default: standard };
    inner = def.innerType;
  }
}

/** Members of an object schema, or null for any other. */
export function members(type: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> | null {
  const def = unwrap(type).type._zod.def as { type: string; shape?: Record<string, z.core.$ZodType> };
  return def.type === "object" && def.shape !== undefined ? def.shape : null;
}

/** What the values of a mapping are, and which names it takes where these are of a list; null for any other schema. */
export function mappingOf(type: z.core.$ZodType): Mapping | null {
  const def = unwrap(type).type._zod.def as { valueType?: z.core.$ZodType; keyType?: z.core.$ZodType };
  if (def.valueType === undefined) return null;
  const names = def.keyType?._zod.values;
  return { value: def.valueType, names: names === undefined ? null : [...names].map(String) };
}

interface Mapping {
  readonly value: z.core.$ZodType;
  readonly names: readonly string[] | null;
}

/** The schema at a path, an item of a list by its number; null where nothing can be. */
export function typeAt(path: readonly string[]): z.core.$ZodType | null {
  return path.reduce<z.core.$ZodType | null>((type, name) => type && memberOf(type, name), configSchema);
}

function memberOf(type: z.core.$ZodType, name: string): z.core.$ZodType | null {
  const shape = members(type);
  if (shape !== null) return Object.hasOwn(shape, name) ? shape[name] ?? null : null;
  const mapping = mappingOf(type);
  if (mapping !== null) return mapping.names?.includes(name) === false ? null : mapping.value;
  const { element } = unwrap(type).type._zod.def as { element?: z.core.$ZodType };
  return element ?? null;
}

/** How a setting of this type is read from a text. */
export function formOf(type: z.core.$ZodType): TextForm {
  const { def } = type._zod;
  if (def.type === "array") return "list";
  return def.type === "string" || def.type === "enum" ? "text" : "scalar";
}

/** Words for what a type takes, for messages. */
export function validValues(type: z.core.$ZodType): string {
  const inner = unwrap(type).type;
  const def = inner._zod.def as { type: string; entries?: Record<string, string>; element?: z.core.$ZodType };
  if (def.type === "enum") return `one of ${Object.values(def.entries ?? {}).join(", ")}`;
  if (def.type === "boolean") return "true or false";
  if (def.type === "array") return "a list";
  if (def.type === "record" || def.type === "object") return "a mapping";
  if (def.type === "number") return numberWords(inner);
  return def.type === "literal" ? "1" : "a text";
}

function numberWords(type: z.core.$ZodType): string {
  const { minValue, maxValue, isInt } = type as z.ZodNumber;
  const kind = isInt ? "a whole number" : "a number";
  if (minValue === null || minValue <= Number.MIN_SAFE_INTEGER) return kind;
  const open = maxValue === null || maxValue >= Number.MAX_SAFE_INTEGER;
  return `${kind} from ${minValue} ${open ? "up" : `to ${maxValue}`}`;
}
