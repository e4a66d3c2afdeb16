import type { Sample } from "../core/sample.ts";

type Cpu = NonNullable<Sample["cpu"]>;
type Memory = NonNullable<Sample["memory"]>;

/** What each collector contributes to a sample, by the collector's name. */
export interface Parts {
  readonly host: Sample["host"];
  readonly cpu: Omit<Cpu, keyof Parts["load"]>;
  readonly load: Pick<Cpu, "load_1" | "load_5" | "load_15">;
  readonly memory: Omit<Memory, keyof Parts["swap"]>;
  readonly swap: Pick<Memory, "swap_total_bytes" | "swap_used_bytes" | "swap_usage_percent">;
  readonly pressure: NonNullable<Sample["pressure"]>;
  readonly disks: Sample["disks"];
  readonly disk_io: Sample["disk_io"];
  readonly network: Sample["network"];
  readonly processes: {
    readonly counts: NonNullable<Sample["processes"]>;
    readonly users: Sample["users"];
    readonly top: Sample["top"];
  };
  readonly descriptors: NonNullable<Sample["descriptors"]>;
}

/** Name of a collector. */
export type CollectorName = keyof Parts;
