import { defineCollector } from "../collector.ts";
import { percentOf, whole } from "../numbers.ts";
import { numbers, readRequired } from "../proc_text.ts";

/** Open files of the whole host (proc_sys_fs(5), file-nr). */
export const descriptors = defineCollector({
  name: "descriptors",
  help: "Open files of the host and how many there may be",
  reads: ["/proc/sys/fs/file-nr"],
  create: ({ host }) => () => {
    const [allocated = 0, unused = 0, max = 0] = numbers(readRequired(host, "/proc/sys/fs/file-nr"));
    const used = whole(allocated - unused);
    return { used, max, usage_percent: percentOf(used, max) };
  },
});
