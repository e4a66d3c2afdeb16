import type { LinkProtocol } from "../core/worker_protocol.ts";
import type { Sample } from "../core/sample.ts";
import type { OutdatedServices } from "./outdated_services.ts";
import type { ProcessPage, ProcessQuery } from "./process_page.ts";

/** How the host is read. */
export interface MonitorSettings {
  /** Folder that stands for the host's root; empty to read this host through libc. */
  readonly host_root: string;
  /** Path of libc.so.6; unused with `host_root`. */
  readonly libc: string;
  /** Time between two ticks. */
  readonly interval_ms: number;
  /** Time a collector has. */
  readonly collector_timeout_ms: number;
  readonly disabled_collectors: readonly string[];
  readonly ignored_mounts: readonly string[];
}

/** What the monitor's worker answers and tells. */
export interface MonitorProtocol extends LinkProtocol {
  readonly calls: {
    /** Begins, or begins anew with other settings; the reader stays the one of the first call. */
    readonly start: { readonly input: MonitorSettings; readonly output: null };
    /** A page of the last scan. */
    readonly processes: { readonly input: ProcessQuery; readonly output: ProcessPage };
    /** Services that run what an upgrade has replaced, looked for now. */
    readonly outdated: { readonly input: null; readonly output: OutdatedServices };
    /** Memory that the daemon's control groups leave it, bytes; null where they set no bound. */
    readonly memoryRoom: { readonly input: null; readonly output: number | null };
  };
  readonly events: { readonly sample: Sample };
}
