import { rfc3339 } from "../core/clock.ts";
import type { Sample } from "../core/sample.ts";
import type { Parts } from "./parts.ts";

/** What the facts of a run are. */
export type CollectorRun = Sample["collectors"][number];

/** What one tick collected. */
export interface Collected {
  readonly taken_at_ms: number;
  readonly elapsed_ms: number;
  /** Parts of collectors that are off, absent or failed are missing. */
  readonly parts: Partial<Parts>;
  readonly figures?: Sample["figures"];
  readonly runs: readonly CollectorRun[];
}

const NO_LOAD: Parts["load"] = { load_1: 0, load_5: 0, load_15: 0 };
const NO_SWAP: Parts["swap"] = { swap_total_bytes: 0, swap_used_bytes: 0, swap_usage_percent: 0 };

/** Makes the sample of a tick. Load and swap count as 0 where their own collector gave nothing. */
export function assembleSample({ taken_at_ms, elapsed_ms, parts, figures = {}, runs }: Collected): Sample {
  return {
    taken_at_ms,
    elapsed_ms,
    host: parts.host ?? unknownHost(taken_at_ms),
    cpu: parts.cpu ? { ...parts.cpu, ...(parts.load ?? NO_LOAD) } : null,
    memory: parts.memory ? { ...parts.memory, ...(parts.swap ?? NO_SWAP) } : null,
    disks: parts.disks ?? [],
    disk_io: parts.disk_io ?? [],
    network: parts.network ?? [],
    pressure: parts.pressure ?? null,
    processes: parts.processes?.counts ?? null,
    users: parts.processes?.users ?? [],
    top: parts.processes?.top ?? { cpu: [], memory: [] },
    descriptors: parts.descriptors ?? null,
    figures,
    collectors: [...runs],
  };
}

function unknownHost(taken_at_ms: number): Sample["host"] {
  return {
    hostname: "unknown",
    kernel: "unknown",
    os: "Linux",
    boot_at: rfc3339(taken_at_ms),
    uptime_seconds: 0,
    cores: 1,
  };
}
