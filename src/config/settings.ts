import type { z } from "zod";
import type { Reload } from "./about.ts";
import { configSchema } from "./schema.ts";
import { formOf, members, unwrap, type Unwrapped } from "./setting_types.ts";
import type { TextSetting } from "./value_layer.ts";

/** One setting as the schema describes it. */
export interface SettingInfo extends TextSetting {
  readonly type: z.core.$ZodType;
  readonly default: unknown;
  readonly summary: string;
  readonly reload: Reload;
  readonly unit: string | null;
  readonly secret: boolean;
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
