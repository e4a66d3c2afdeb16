import { isRecord, mergeLayers } from "./layer.ts";
import { readSources } from "./sources.ts";
import type { Start } from "./surroundings.ts";
import type { TextSetting } from "./value_layer.ts";

/** The settings that decide what the daemon may do; a part of the whole configuration. */
export interface GrantSettings {
  readonly host: { readonly root: string };
  readonly services: { readonly enabled: boolean };
  readonly inventory: { readonly enabled: boolean };
  readonly log: {
    readonly output: "auto" | "stderr" | "syslog";
    readonly syslog_socket: string;
    readonly file: string;
    readonly files: number;
  };
  readonly config: { readonly editable: "auto" | "always" | "never" };
  readonly assistant: {
    readonly enabled: boolean;
    readonly library_dir: string;
    readonly model_path: string;
  };
}

/** Their defaults, which the schema takes from here. */
export const GRANT_DEFAULTS = {
  host: { root: "" },
  services: { enabled: true },
  inventory: { enabled: true },
  // Where a syslog daemon listens beside the journal; what lies below /dev, as /dev/log does, Deno never opens.
  log: { output: "auto", syslog_socket: "/run/systemd/journal/syslog", file: "off", files: 10 },
  config: { editable: "auto" },
  assistant: { enabled: false, library_dir: "", model_path: "" },
} as const satisfies GrantSettings;

/** Whether a text says where the log file is: `off`, `auto` or an absolute path. */
export function isLogFile(text: string): boolean {
  return /^(auto|off|\/.+)$/.test(text);
}

/** Whether a text is an absolute path that Deno may open: nothing below /dev, /proc and /sys is. */
export function isSocketPath(text: string): boolean {
  return /^\/(?!(dev|proc|sys)(\/|$))./.test(text);
}

/** Whether a text is no path, an absolute one, or one in the user's folder. */
export function isHomePath(text: string): boolean {
  return /^(~?\/.+)?$/.test(text);
}

const IN_ENVIRONMENT: readonly TextSetting[] = [
  { key: "host.root", form: "text" },
  { key: "services.enabled", form: "scalar" },
  { key: "inventory.enabled", form: "scalar" },
  { key: "log.output", form: "text" },
  { key: "log.syslog_socket", form: "text" },
  { key: "log.file", form: "text" },
  { key: "log.files", form: "scalar" },
  { key: "config.editable", form: "text" },
  { key: "assistant.enabled", form: "scalar" },
  { key: "assistant.library_dir", form: "text" },
  { key: "assistant.model_path", form: "text" },
];

/**
 * Reads just these settings, without the schema that takes longest of all to load. A wrong one counts as not given:
 * the daemon checks everything when it starts, and refuses. Throws CONFIG_INVALID for a file that cannot be read.
 */
export function readGrantSettings(start: Start): GrantSettings {
  const { layers } = readSources(start, IN_ENVIRONMENT);
  const { value } = mergeLayers([...layers, start.options]);
  const given = (section: string, name: string): unknown => {
    const members = value[section];
    return isRecord(members) ? members[name] : undefined;
  };
  const isOn = (section: "services" | "inventory" | "assistant"): boolean => {
    const enabled = given(section, "enabled");
    return typeof enabled === "boolean" ? enabled : GRANT_DEFAULTS[section].enabled;
  };
  const pathOf = (name: "library_dir" | "model_path"): string => {
    const path = given("assistant", name);
    return typeof path === "string" && isHomePath(path) ? path : GRANT_DEFAULTS.assistant[name];
  };
  const root = given("host", "root");
  const editable = given("config", "editable");
  const { host, log, config } = GRANT_DEFAULTS;
  const [output, file, files] = [given("log", "output"), given("log", "file"), given("log", "files")];
  const syslog_socket = given("log", "syslog_socket");
  return {
    host: { root: typeof root === "string" ? root : host.root },
    services: { enabled: isOn("services") },
    inventory: { enabled: isOn("inventory") },
    log: {
      output: output === "stderr" || output === "syslog" ? output : log.output,
      syslog_socket: typeof syslog_socket === "string" && isSocketPath(syslog_socket)
        ? syslog_socket
        : log.syslog_socket,
      file: typeof file === "string" && isLogFile(file) ? file : log.file,
      files: Number.isInteger(files) ? Number(files) : log.files,
    },
    config: { editable: editable === "always" || editable === "never" ? editable : config.editable },
    assistant: {
      enabled: isOn("assistant"),
      library_dir: pathOf("library_dir"),
      model_path: pathOf("model_path"),
    },
  };
}
