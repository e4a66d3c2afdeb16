import { defineCollector } from "../collector.ts";
import { numbers, readRequired, words } from "../proc_text.ts";

/** Load averages (proc_loadavg(5)). */
export const load = defineCollector({
  name: "load",
  help: "Load averages of 1, 5 and 15 minutes",
  reads: ["/proc/loadavg"],
  create: ({ host }) => () => {
    const averages = words(readRequired(host, "/proc/loadavg")).slice(0, 3);
    const [load_1 = 0, load_5 = 0, load_15 = 0] = numbers(averages.join(" "));
    return { load_1, load_5, load_15 };
  },
});
