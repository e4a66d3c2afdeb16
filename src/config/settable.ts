import type { z } from "zod";
import type { Setting } from "../contract/mod.ts";
import { valueIn } from "./layer.ts";
import { type LoadedConfig, originOf } from "./load.ts";
import { formOf, mappingOf, members, typeAt, unwrap } from "./setting_types.ts";
import { SETTINGS } from "./settings.ts";
import type { TextForm } from "./value_layer.ts";

/** What a key stands for: a setting, or a member of one that is a mapping. */
export interface Settable {
  /** Key of the setting. */
  readonly setting: string;
  /** Where it stands in a file; names of users and mount points may hold dots. */
  readonly path: readonly string[];
  readonly form: TextForm;
}

/** What `log.level`, `log.levels.ipc` or `users.thresholds.alice.cpu_percent` stands for; undefined for nothing. */
export function findSettable(key: string): Settable | undefined {
  for (const { key: setting, form, type } of SETTINGS) {
    const path = setting.split(".");
    if (key === setting) return { setting, path, form };
    const mapping = mappingOf(type);
    if (mapping === null || !key.startsWith(`${setting}.`)) continue;
    path.push(...namesIn(mapping.value, key.slice(setting.length + 1)));
    const member = typeAt(path);
    if (member !== null) return { setting, path, form: formOf(unwrap(member).type) };
  }
  return undefined;
}

/** The name of a member, and that of a member of its own after the last dot where it has one of that name. */
function namesIn(type: z.core.$ZodType, names: string): string[] {
  const dot = names.lastIndexOf(".");
  const last = names.slice(dot + 1);
  return dot > 0 && Object.hasOwn(members(type) ?? {}, last) ? [names.slice(0, dot), last] : [names];
}

/** Keys that can be listed, those of free names left out. */
export function settableKeys(): string[] {
  return SETTINGS.flatMap((
    { key, type },
  ) => [key, ...(mappingOf(type)?.names ?? []).map((name) => `${key}.${name}`)]);
}

/** The settings that a key stands for: one, those of a section, or a member of a mapping by itself. */
export function settingsAt({ settings, origins }: LoadedConfig, key: string): Setting[] {
  const found = settings.filter((one) => one.key === key || one.key.startsWith(`${key}.`));
  const settable = found.length > 0 ? undefined : findSettable(key);
  const mapping = settings.find((one) => one.key === settable?.setting);
  if (settable === undefined || mapping === undefined) return found;
  const names = settable.path.slice(settable.setting.split(".").length);
  const value = valueIn(mapping.value, names);
  const origin = value === undefined ? "default" : originOf(settable.path, origins);
  return [{ ...mapping, key, value: value ?? null, default: null, origin }];
}
