import { factsFrom } from "../fact.ts";
import { counted, say } from "../sentence.ts";
import { defineTopic } from "../topic.ts";
import { courseOf } from "../course.ts";
import { heaviestByCpu } from "../heaviest.ts";

/** How busy the processor is, and with what. */
export const cpu = defineTopic({
  name: "cpu",
  about: "the CPU",
  example: "What uses the CPU?",
  words: ["cpu", "cpus", "processor", "processors", "core", "cores", "busy", "iowait", "steal"],
  needs: ["health", "by_cpu", "hour", "day"],
  series: ["cpu_usage_percent"],
  further: ["cpu_saturation"],
  say: (known) => {
    const { health } = known;
    if (health === null || health.cpu === null) return [];
    const { figure } = factsFrom({ source: "health.get", at: health.taken_at });
    const { usage_percent, user_percent, system_percent, iowait_percent, steal_percent } = health.cpu;
    const stolen = steal_percent < 0.5
      ? []
      : [say`The hypervisor takes ${figure("CPU time stolen", steal_percent, "percent")} of it`];
    return [
      say`The CPU is at ${figure("CPU usage", usage_percent, "percent")} of ${
        counted(figure("cores", health.host.cores, ""), "core")
      }: ${figure("CPU time in programs", user_percent, "percent")} in programs, ${
        figure("CPU time in the kernel", system_percent, "percent")
      } in the kernel; ${figure("CPU time idle for I/O", iowait_percent, "percent")} waits for I/O`,
      ...stolen,
      ...courseOf(known, { series: "cpu_usage_percent" }),
      ...heaviestByCpu(known),
    ];
  },
});
