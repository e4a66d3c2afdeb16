import { defineCause, ofHost, scoreOf } from "../cause.ts";
import { factsFrom } from "../fact.ts";
import { say } from "../sentence.ts";

/** Open files of the host, percent of what the kernel allows. */
const USED = { from: 70, worst: 100 };

/** The host can open few more files. */
export const descriptorExhaustion = defineCause({
  name: "descriptor_exhaustion",
  topics: ["processes", "load"],
  categories: ["system"],
  needs: ["health"],
  series: [],
  commands: [{ command: "cat /proc/sys/fs/file-nr", why: "Open files, and how many there may be" }],
  find: ({ health }) => {
    const descriptors = health?.descriptors ?? null;
    if (health === null || descriptors === null) return [];
    const { figure } = factsFrom({ source: "health.get", at: health.taken_at });
    return ofHost(
      scoreOf(descriptors.usage_percent, USED.from, USED.worst),
      say`The host can open few more files: ${figure("open files", descriptors.used, "")} are open, ${
        figure("open files, of those allowed", descriptors.usage_percent, "percent")
      } of what the kernel allows`,
    );
  },
});
