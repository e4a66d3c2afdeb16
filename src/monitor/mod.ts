/**
 * The monitor: reads this host on every tick, in a worker that may do nothing else. What counts as a reading: what
 * the kernel's files say at that moment, or, for rates, how far its counters came since the tick before; a collector
 * that failed leaves its part out and says so, it never guesses.
 * @module
 */
export { COLLECTORS, FIGURES } from "./collectors.ts";
export { createMonitor, type Monitor, type MonitorOptions } from "./monitor.ts";
export type { OutdatedServices } from "./outdated_services.ts";
export { type MonitorSettings } from "./protocol.ts";
export { createServicesCheck, type ServicesCheck } from "./services.ts";
