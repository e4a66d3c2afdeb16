import { load } from "js-yaml";
import { parseEnv } from "node:util";
import { type Given, type Layer, pathKey } from "./layer.ts";
import { SETTINGS, unwrap, variableOf } from "./settings.ts";
import type { z } from "zod";

/** Short variables for the settings that have an option of their own. */
const SHORT: Readonly<Record<string, string>> = {
  CORTEX_HOST_ROOT: "host.root",
  CORTEX_LOG_LEVEL: "log.level",
};

/** Settings given as environment variables: `CORTEX__SECTION__KEY`, and the short ones. */
export function environmentLayer(read: (name: string) => string | undefined, where: string): Layer {
  const given = new Map<string, Given>();
  const take = (name: string, key: string) => {
    const text = read(name);
    const setting = SETTINGS.find((one) => one.key === key);
    if (text === undefined || setting === undefined) return;
    given.set(pathKey(key.split(".")), { value: typed(text, setting.type), origin: `${where} ${name}` });
  };
  for (const [name, key] of Object.entries(SHORT)) take(name, key);
  for (const setting of SETTINGS) take(variableOf(setting.key), setting.key);
  return { given };
}

/** Settings of a `.env` file's text. */
export function dotenvLayer(file: string, text: string): Layer {
  const values = parseEnv(text) as Record<string, string | undefined>;
  return environmentLayer((name) => values[name], file);
}

/** Settings given as options of the command line. */
export function optionLayer(
  options: Readonly<Record<string, { key: string; value: string | undefined }>>,
): Layer {
  const given = new Map<string, Given>();
  for (const [option, { key, value }] of Object.entries(options)) {
    if (value !== undefined) given.set(pathKey(key.split(".")), { value, origin: `option --${option}` });
  }
  return { given };
}

/** A text as the type of its setting; what does not fit stays a text and is refused by the schema, with its origin. */
export function typed(text: string, type: z.core.$ZodType): unknown {
  const def = unwrap(type).type._zod.def as { type: string };
  switch (def.type) {
    case "string":
    case "enum":
      return text;
    case "array":
      return text === ""
        ? []
        : text.startsWith("[")
        ? scalar(text)
        : text.split(",").map((item) => item.trim());
    default:
      return scalar(text);
  }
}

function scalar(text: string): unknown {
  try {
    return load(text);
  } catch {
    return text;
  }
}
