import { defineCollector } from "../collector.ts";

/** Every process of the host, once a tick; pages of the table are answered from the same scan. */
export const processes = defineCollector({
  name: "processes",
  help: "Processes: how many, the heaviest, and the sum of each user's",
  reads: ["/proc", "/etc/passwd"],
  rates: true,
  create: (context) => (tick) => context.processes.scan(tick.wall_ms, tick.steady_ms),
});
