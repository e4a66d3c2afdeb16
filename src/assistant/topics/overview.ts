import { factsFrom } from "../fact.ts";
import { counted, say } from "../sentence.ts";
import { defineTopic } from "../topic.ts";

/** The host at a glance. */
export const overview = defineTopic({
  name: "overview",
  about: "how the host is",
  example: "How is this host?",
  words: [
    "overview",
    "status",
    "health",
    "healthy",
    "summary",
    "okay",
    "ok",
    "fine",
    "state",
    "host",
    "machine",
    "server",
    "computer",
    "system",
  ],
  needs: ["health"],
  series: [],
  further: [],
  say: ({ health }) => {
    if (health === null) return [];
    const { cpu, memory, disks, alerts, taken_at } = health;
    const { figure, name, text } = factsFrom({ source: "health.get", at: taken_at });
    const [fullest] = disks.toSorted((a, b) => b.usage_percent - a.usage_percent);
    const open = figure("open alerts", alerts.info + alerts.warning + alerts.error + alerts.critical, "");
    return [
      say`The state of this host is ${text("status", health.status)}, its load ${
        text("load status", health.load_status)
      }, with ${counted(open, "open alert")}`,
      ...(cpu === null ? [] : [say`The CPU is at ${figure("CPU usage", cpu.usage_percent, "percent")}`]),
      ...(memory === null
        ? []
        : [say`Memory is at ${figure("memory usage", memory.usage_percent, "percent")}`]),
      ...(fullest === undefined ? [] : [
        say`The fullest file system is ${name("mount point", fullest.mount_point)} with ${
          figure("disk usage", fullest.usage_percent, "percent", fullest.mount_point)
        }`,
      ]),
    ];
  },
});
