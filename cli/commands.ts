import type { Entry } from "./command.ts";

/** Every command, in the order help shows them. */
export const COMMANDS: readonly Entry[] = [
  { name: "health", summary: "How this host is, at a glance", load: () => import("./commands/health.ts") },
  { name: "alerts", summary: "List, show and change alerts", load: () => import("./commands/alerts.ts") },
  {
    name: "ask",
    summary: "Answer a question about this host, with the figures it rests on",
    load: () => import("./commands/ask.ts"),
  },
  {
    name: "explain",
    summary: "Explain an alert: cause, course, what to do",
    load: () => import("./commands/explain.ts"),
  },
  {
    name: "model",
    summary: "Language models on this machine",
    load: () => import("./commands/model.ts"),
  },
  { name: "outbox", summary: "What waits to be sent out", load: () => import("./commands/outbox.ts") },
  { name: "processes", summary: "Processes by load", load: () => import("./commands/processes.ts") },
  {
    name: "users",
    summary: "Users by the load of their processes",
    load: () => import("./commands/users.ts"),
  },
  {
    name: "metrics",
    summary: "Recorded figures: the last ones, or over a range",
    load: () => import("./commands/metrics.ts"),
  },
  {
    name: "top",
    summary: "Host, processes and users on a live screen",
    load: () => import("./commands/top.ts"),
  },
  {
    name: "watch",
    summary: "Health or alerts on a live screen",
    load: () => import("./commands/watch.ts"),
  },
  {
    name: "events",
    summary: "What happened, and what happens now",
    load: () => import("./commands/events.ts"),
  },
  { name: "logs", summary: "What the daemon itself says", load: () => import("./commands/logs.ts") },
  { name: "services", summary: "Failed systemd units", load: () => import("./commands/services.ts") },
  {
    name: "runtimes",
    summary: "Installed versions of languages, and those a project asks for",
    load: () => import("./commands/runtimes.ts"),
  },
  { name: "search", summary: "Find packages", load: () => import("./commands/search.ts") },
  { name: "info", summary: "Show one package", load: () => import("./commands/info.ts") },
  {
    name: "explicit",
    summary: "Packages that somebody asked for",
    load: () => import("./commands/explicit.ts"),
  },
  { name: "updates", summary: "Newer versions of packages", load: () => import("./commands/updates.ts") },
  {
    name: "conflicts",
    summary: "Packages that are broken",
    load: () => import("./commands/conflicts.ts"),
  },
  { name: "why", summary: "What keeps a package installed", load: () => import("./commands/why.ts") },
  {
    name: "history",
    summary: "What was installed, upgraded and removed lately",
    load: () => import("./commands/history.ts"),
  },
  {
    name: "audit",
    summary: "Known vulnerabilities of what is installed",
    load: () => import("./commands/audit.ts"),
  },
  {
    name: "feed",
    summary: "What says which versions are vulnerable",
    load: () => import("./commands/feed.ts"),
  },
  { name: "cache", summary: "Search results that are kept", load: () => import("./commands/cache.ts") },
  {
    name: "prompt",
    summary: "Updates and vulnerabilities in a few words, for a shell prompt",
    load: () => import("./commands/prompt.ts"),
  },
  { name: "status", summary: "How the daemon itself is", load: () => import("./commands/status.ts") },
  { name: "jobs", summary: "Work in the background", load: () => import("./commands/jobs.ts") },
  { name: "store", summary: "Where the state is kept, and how", load: () => import("./commands/store.ts") },
  {
    name: "backup",
    summary: "Copy the daemon's state into a file",
    load: () => import("./commands/backup.ts"),
  },
  {
    name: "restore",
    summary: "Put a backup in the place of the state",
    load: () => import("./commands/restore.ts"),
  },
  {
    name: "daemon",
    summary: "Start, stop and restart a daemon in the background",
    load: () => import("./commands/daemon.ts"),
  },
  {
    name: "config",
    summary: "Show, change and check settings",
    load: () => import("./commands/config.ts"),
  },
  {
    name: "doctor",
    summary: "What is wrong with the set-up, and the commands that mend it",
    load: () => import("./commands/doctor.ts"),
  },
  {
    name: "permissions",
    summary: "What each part of the daemon may do",
    load: () => import("./commands/permissions.ts"),
  },
  { name: "ping", summary: "Whether the daemon answers", load: () => import("./commands/ping.ts") },
  { name: "version", summary: "Versions of program and daemon", load: () => import("./commands/version.ts") },
  { name: "reload", summary: "Read the configuration again", load: () => import("./commands/reload.ts") },
  {
    name: "dump",
    summary: "All that the daemon knows of itself, to look into a fault",
    load: () => import("./commands/dump.ts"),
  },
  { name: "shutdown", summary: "End the daemon", load: () => import("./commands/shutdown.ts") },
  {
    name: "completions",
    summary: "Print what a shell needs to complete commands and options",
    load: () => import("./commands/completions.ts"),
  },
  { name: "man", summary: "Print the manual pages", load: () => import("./commands/man.ts") },
];
