import { load } from "js-yaml";
import { parseEnv } from "node:util";
import { type Given, type Layer, pathKey } from "./layer.ts";

/** How a setting is read where everything is text: as it stands, as a list, or as the YAML scalar it looks like. */
export type TextForm = "text" | "list" | "scalar";

/** A setting as the environment knows it. */
export interface TextSetting {
  /** `section.name` */
  readonly key: string;
  readonly form: TextForm;
}

/** Short variables for the settings that have an option of their own. */
const SHORT: Readonly<Record<string, string>> = {
  CORTEX_HOST_ROOT: "host.root",
  CORTEX_LOG_LEVEL: "log.level",
};

/** What the variables of settings begin with, and no other variable of this program. */
const PREFIX = "CORTEX__";

/** The environment variable of a setting: `ipc.max_running` is `CORTEX__IPC__MAX_RUNNING`. */
export function variableOf(key: string): string {
  return `${PREFIX}${key.replaceAll(".", "__").toUpperCase()}`;
}

/** Whether a variable is meant to be that of a setting. */
export function isSettingVariable(name: string): boolean {
  return name.startsWith(PREFIX);
}

/**
 * The variable in which a program is told which variables of settings it was started with. Deno lets only who may read
 * all of them list them, as the launcher may.
 */
const GIVEN = "CORTEX_VARIABLES";

/** That variable, for a program that is started with this environment. */
export function givenVariables(all: Readonly<Record<string, string>>): Record<string, string> {
  return { [GIVEN]: Object.keys(all).filter(isSettingVariable).join(",") };
}

/** What the environment gives, with the names of its variables where somebody has told them. */
export function processLayer(
  read: (name: string) => string | undefined,
  settings: readonly TextSetting[],
): Layer {
  const where = "environment";
  const names = read(GIVEN)?.split(",") ?? [];
  return { ...environmentLayer(read, where, settings), variables: { names, where } };
}

/** Those of the settings that are given as environment variables: `CORTEX__SECTION__KEY`, and the short ones. */
function environmentLayer(
  read: (name: string) => string | undefined,
  where: string,
  settings: readonly TextSetting[],
): Layer {
  const given = new Map<string, Given>();
  const take = (name: string, key: string) => {
    const text = read(name);
    const setting = settings.find((one) => one.key === key);
    if (text === undefined || setting === undefined) return;
    given.set(pathKey(key.split(".")), { value: typed(text, setting.form), origin: `${where} ${name}` });
  };
  for (const [name, key] of Object.entries(SHORT)) take(name, key);
  for (const setting of settings) take(variableOf(setting.key), setting.key);
  return { given };
}

/** Those of the settings that a `.env` file's text gives. */
export function dotenvLayer(file: string, text: string, settings: readonly TextSetting[]): Layer {
  const values = parseEnv(text) as Record<string, string | undefined>;
  const { given } = environmentLayer((name) => values[name], file, settings);
  return { given, variables: { names: Object.keys(values), where: file } };
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

/** A text in the form of its setting; what does not fit stays a text and is refused by the schema, with its origin. */
export function typed(text: string, form: TextForm): unknown {
  switch (form) {
    case "text":
      return text;
    case "list":
      return text === ""
        ? []
        : text.startsWith("[")
        ? scalar(text)
        : text.split(",").map((item) => item.trim());
    case "scalar":
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
