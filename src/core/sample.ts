import type { Health, ProcessBrief, UserLoad } from "../contract/mod.ts";

/** What a figure of a sample is. */
export interface Figure {
  /** Of its series, unit at its end. */
  readonly name: string;
  /** `percent`, `bytes`, `bytes_per_second`; empty for a bare number. */
  readonly unit: string;
  readonly help: string;
}

/** What one tick of the monitor saw. Parts that a machine has not, or that failed, are null or empty. */
export interface Sample {
  /** Wall clock of the monitor, milliseconds. */
  readonly taken_at_ms: number;
  /** Milliseconds since the tick before, by the steady clock: what rates were computed over. */
  readonly elapsed_ms: number;
  readonly host: Health["host"];
  readonly cpu: Health["cpu"];
  readonly memory: Health["memory"];
  readonly disks: Health["disks"];
  readonly disk_io: Health["disk_io"];
  readonly network: Health["network"];
  readonly pressure: Health["pressure"];
  readonly processes: Health["processes"];
  readonly descriptors: Health["descriptors"];
  /** Figures that have no place above, by the name of their series. */
  readonly figures: Readonly<Record<string, number | null>>;
  /** Every user with a process, unfiltered. */
  readonly users: readonly UserLoad[];
  /** The heaviest processes of the host, and of each of the heaviest users, in falling order: for texts of alerts. */
  readonly top: { readonly cpu: readonly ProcessBrief[]; readonly memory: readonly ProcessBrief[] };
  readonly collectors: Health["collectors"];
}
