import { defineFigures } from "../collector.ts";
import { createRates } from "../rates.ts";

/** What lack of memory makes the kernel do (proc_vmstat(5)). */
export const paging = defineFigures({
  name: "paging",
  help: "Pages swapped since the tick before, processes killed for lack of memory",
  reads: ["/proc/vmstat"],
  rates: true,
  figures: {
    swap_in_pages_per_second: { unit: "pages_per_second", help: "Pages read back from swap" },
    swap_out_pages_per_second: { unit: "pages_per_second", help: "Pages written to swap" },
    oom_kills: { unit: "", help: "Processes killed for lack of memory since boot" },
  },
  create({ host }) {
    const rates = createRates();
    return ({ steady_ms }) => {
      const text = host.readText("/proc/vmstat");
      if (text === null) return null;
      const counter = (name: string) => {
        const digits = new RegExp(`^${name} (\\d+)$`, "m").exec(text)?.[1];
        return digits === undefined ? null : Number(digits);
      };
      const [pages_in = 0, pages_out = 0] = rates.update(
        "swap",
        [counter("pswpin") ?? 0, counter("pswpout") ?? 0],
        steady_ms,
      );
      return {
        swap_in_pages_per_second: pages_in,
        swap_out_pages_per_second: pages_out,
        // Counted since Linux 4.13.
        oom_kills: counter("oom_kill"),
      };
    };
  },
});
