/**
 * The settings of every rule that raises alerts. Written by `deno task golden` from the rules: configuration is read
 * before there are alerts, and does not know them.
 * @module
 */
import { rule } from "./rule_settings.ts";

/** By the name of the rule. */
export const RULE_SETTINGS = {
  cpu: rule("percent", "CPU usage of the host"),
  load: rule("load per core", "Load average of 5 minutes, per core"),
  memory: rule("percent", "Memory usage of the host"),
  swap: rule("percent", "Swap usage"),
  disk: rule("percent", "Space used, each mount"),
  inodes: rule("percent", "Inodes used, each mount"),
  cpu_pressure: rule("percent", "Time that tasks waited for CPU (some, 60 s)"),
  memory_pressure: rule("percent", "Time that tasks waited for memory (some, 60 s)"),
  io_pressure: rule("percent", "Time that tasks waited for I/O (some, 60 s)"),
  descriptors: rule("percent", "Open files of the host"),
  services: rule("failed units", "Failed systemd units"),
  security_updates: rule("updates", "Security updates that are pending"),
  broken_packages: rule("packages", "Packages that are broken"),
  reboot_required: rule("reboot", "A reboot that is required, as 1"),
  stale_lists: rule("days", "Age of the lists of packages"),
  user_cpu: rule("percent of all cores", "CPU of one user"),
  user_memory: rule("percent", "Memory of one user"),
};
