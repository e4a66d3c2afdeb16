import { defineCollector } from "../collector.ts";
import { percentOf } from "../numbers.ts";
import { kilobyteFields, readRequired } from "../proc_text.ts";

/** Memory, with used and cached as free(1) counts them. */
export const memory = defineCollector({
  name: "memory",
  help: "Memory in use and available",
  reads: ["/proc/meminfo"],
  create: ({ host }) => () => {
    const fields = kilobyteFields(readRequired(host, "/proc/meminfo"));
    const bytes = (key: string) => fields.get(key) ?? 0;
    const total_bytes = bytes("MemTotal");
    const free_bytes = bytes("MemFree");
    const buffers_bytes = bytes("Buffers");
    const cached_bytes = bytes("Cached") + bytes("SReclaimable");
    // Before Linux 3.14 there is no MemAvailable; inside a container it may pass MemTotal.
    const available_bytes = Math.min(
      total_bytes,
      fields.get("MemAvailable") ?? free_bytes + buffers_bytes + cached_bytes,
    );
    const used_bytes = total_bytes - available_bytes;
    return {
      total_bytes,
      available_bytes,
      used_bytes,
      free_bytes,
      buffers_bytes,
      cached_bytes,
      usage_percent: percentOf(used_bytes, total_bytes),
    };
  },
});
