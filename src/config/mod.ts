/**
 * Configuration: one schema, its sources and their precedence, and where all files are. What counts as a
 * setting: what an administrator may want to differ between two hosts; everything else is a constant beside its use.
 * @module
 */
export { type Config, configSchema, type RuleName, type RuleSettings } from "./schema.ts";
export { changedSettings, loadConfig, type LoadedConfig } from "./load.ts";
export { logFile, type Paths } from "./paths.ts";
export { changeSetting, upgradeOwnFile } from "./change_file.ts";
export { settingsAt } from "./settable.ts";
export { configJsonSchema } from "./json_schema.ts";
export { exampleConfig } from "./example.ts";
export { validateConfig } from "./validate.ts";
export { readStart, type Start } from "./surroundings.ts";
export { DAEMON_OPTIONS, daemonHelp, type DaemonOptions, parseDaemonOptions } from "./options.ts";
