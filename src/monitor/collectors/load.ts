import { defineCollector } from "../collector.ts";
import { readRequired, words } from "../proc_text.ts";

/** Load averages (proc_loadavg(5)). */
export const load = defineCollector({
  name: "load",
  help: "Load averages of 1, 5 and 15 minutes",
  reads: ["/proc/loadavg"],
  create: ({ host }) => () => {
    const [load_1 = 0, load_5 = 0, load_15 = 0] = words(readRequired(host, "/proc/loadavg")).map(Number);
    return { load_1, load_5, load_15 };
  },
});
