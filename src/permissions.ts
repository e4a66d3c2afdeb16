/**
 * The permission table: what each part of Cortex may do, computed from the configuration. The flags of the daemon,
 * the sets of its workers, `cortex permissions` and the check at start all come from here. What counts as a
 * permission: one kind of Deno's and one exact target; nothing is ever open as a whole.
 * @module
 */
export { checkPermissions, type Difference } from "./permissions/check.ts";
export {
  compiledTable,
  type DaemonTable,
  daemonTable,
  tellPrograms,
  toldPrograms,
} from "./permissions/daemon.ts";
export { denoFlags, describeTable, V8_FLAGS, workerPermissions } from "./permissions/flags.ts";
export {
  type Grant,
  logPath,
  notifyPath,
  permissionTable,
  type Row,
  type TableInput,
} from "./permissions/table.ts";
