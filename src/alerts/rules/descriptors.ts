import { defineRule, ofHost } from "../rule.ts";
import { percent } from "./_text.ts";

/** Open files of the whole host (file-nr in proc_sys_fs(5)). */
export const descriptors = defineRule({
  name: "descriptors",
  summary: "Open files of the host",
  kind: "system",
  category: "system",
  metric: "descriptors_usage_percent",
  unit: "percent",
  comparison: "at_least",
  warning: 80,
  critical: 95,
  for_seconds: 0,
  hysteresis: 5,
  read: ({ sample: { descriptors }, ran }) => {
    if (!ran("descriptors") || descriptors === null) return ofHost(null, {});
    const { used, max, usage_percent } = descriptors;
    return ofHost(usage_percent, { files: { used, max } });
  },
  text: ({ value, facts }) => ({
    message: `Open files are at ${percent(value)} of what the host allows`,
    description: facts.files === undefined ? "" : `${facts.files.used} of ${facts.files.max} open files`,
    recommendation: "See who holds them: for p in /proc/[0-9]*; do " +
      'echo "$(ls "$p/fd" 2>/dev/null | wc -l) $(cat "$p/comm") ${p#/proc/}"; done | sort -rn | head; ' +
      "sysctl fs.file-max",
  }),
  gone: () => "The host has no figures of open files any more",
});
