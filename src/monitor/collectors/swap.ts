import { defineCollector } from "../collector.ts";
import { percentOf } from "../numbers.ts";
import { kilobyteFields, readRequired } from "../proc_text.ts";

/** Swap space of all devices and files together; zeros where there is none. */
export const swap = defineCollector({
  name: "swap",
  help: "Swap space in use",
  reads: ["/proc/meminfo"],
  create: ({ host }) => () => {
    const fields = kilobyteFields(readRequired(host, "/proc/meminfo"));
    const swap_total_bytes = fields.get("SwapTotal") ?? 0;
    const swap_used_bytes = Math.max(0, swap_total_bytes - (fields.get("SwapFree") ?? 0));
    return {
      swap_total_bytes,
      swap_used_bytes,
      swap_usage_percent: percentOf(swap_used_bytes, swap_total_bytes),
    };
  },
});
