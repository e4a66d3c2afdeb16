import type { OutputOf } from "../contract/mod.ts";
import { checkConfig } from "./check.ts";
import { mergeLayers } from "./layer.ts";
import { loadConfig, type LoadOptions } from "./load.ts";
import { problemsOf } from "./problem.ts";
import { upgradeLayer } from "./upgrade_layer.ts";
import { yamlLayer } from "./yaml_layer.ts";

/** What is wrong with the configuration that would be read now; or with a text, by itself. */
export function validateConfig(from: LoadOptions, text?: string): OutputOf<"config.validate"> {
  try {
    const files = text === undefined ? loadConfig(from).files : checkText(text);
    return { valid: true, problems: [], files: [...files] };
  } catch (error) {
    const problems = problemsOf(error);
    if (problems === null) throw error;
    return { valid: false, problems, files: [] };
  }
}

/** Throws CONFIG_INVALID. No file is read. */
function checkText(text: string): [] {
  checkConfig(mergeLayers([upgradeLayer("text", yamlLayer("text", text))]));
  return [];
}
