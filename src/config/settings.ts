import type { z } from "zod";
import type { Reload, SettingMeta } from "./about.ts";
import { configSchema } from "./schema.ts";
import type { TextForm, TextSetting } from "./value_layer.ts";

/** One setting as the schema describes it. */
export interface SettingInfo extends TextSetting {
  readonly type: z.core.$ZodType;
  readonly default: unknown;
  readonly summary: string;
  readonly reload: Reload;
  readonly unit: string | null;
  readonly secret: boolean;
}

interface Unwrapped {
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

function* walk(type: z.core.$ZodType, path: string, above: Unwrapped["meta"]): Generator<SettingInfo> {
  const bare = unwrap(type);
  const meta = { ...above, ...bare.meta };
  const shape = members(type);
  if (shape !== null) {
    for (const [name, member] of Object.entries(shape)) {
      yield* walk(member, path === "" ? name : `${path}.${name}`, meta);
    }
    return;
  }
  yield {
    key: path,
    type: bare.type,
    form: formOf(bare.type),
    default: bare.default ?? null,
    summary: bare.meta.summary ?? joinSummary(above.summary, bare.meta.description ?? path),
    reload: meta.reload ?? "restart",
    unit: meta.unit ?? null,
    secret: meta.secret ?? false,
  };
}

function formOf(type: z.core.$ZodType): TextForm {
  const { def } = type._zod;
  if (def.type === "array") return "list";
  return def.type === "string" || def.type === "enum" ? "text" : "scalar";
}

function joinSummary(above: string | undefined, own: string): string {
  return above === undefined ? own : `${above}: ${own}`;
}

/** Every setting there is, in the order of the schema. Keys, documents, variables and checks derive from it. */
export const SETTINGS: readonly SettingInfo[] = [...walk(configSchema, "", {})];

/** What is shown for a secret. */
export const HIDDEN = "***";

/** Whether a key is a secret setting, or a part of one. */
export function isSecret(key: string): boolean {
  return SETTINGS.some((setting) => setting.secret && `${key}.`.startsWith(`${setting.key}.`));
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
