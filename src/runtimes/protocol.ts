import type { InstalledRuntime } from "../contract/mod.ts";
import type { LinkProtocol } from "../core/worker_protocol.ts";
import type { Places } from "./find_installed.ts";
import type { WantedRuntimes } from "./find_wanted.ts";

/** What is looked at, and the time each program that is asked has, milliseconds. */
export interface InstalledQuery {
  readonly places: Places;
  readonly timeout_ms: number;
}

/** What the worker answers that lists what is installed. */
export interface InstalledProtocol extends LinkProtocol {
  readonly calls: {
    readonly list: { readonly input: InstalledQuery; readonly output: readonly InstalledRuntime[] };
  };
  readonly events: Record<never, never>;
}

/** What the worker answers that reads the version files of a folder. */
export interface WantedProtocol extends LinkProtocol {
  readonly calls: {
    readonly wanted: { readonly input: { readonly folder: string }; readonly output: WantedRuntimes };
  };
  readonly events: Record<never, never>;
}
