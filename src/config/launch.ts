/**
 * The part of the configuration that must be known before the daemon can run: its options, its paths, and the
 * settings its permissions depend on. The second door of this folder: nothing here loads the schema.
 * @module
 */
export { editedPaths, EDITOR_VARIABLES } from "./editing.ts";
export { type GrantSettings, readGrantSettings } from "./grant_settings.ts";
export { type DaemonOptions, parseDaemonOptions } from "./options.ts";
export { logFile, type Paths } from "./paths.ts";
export { readStart, type Start } from "./surroundings.ts";
export { givenVariables } from "./value_layer.ts";
