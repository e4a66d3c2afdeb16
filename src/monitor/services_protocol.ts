import type { OutputOf } from "../contract/mod.ts";
import type { LinkProtocol } from "../core/worker_protocol.ts";

/** How systemctl is asked. */
export interface ServicesQuery {
  /** Absolute path of systemctl. */
  readonly systemctl: string;
  /** Time it has, milliseconds. */
  readonly timeout_ms: number;
}

/** What the services worker answers. */
export interface ServicesProtocol extends LinkProtocol {
  readonly calls: {
    readonly failed: { readonly input: ServicesQuery; readonly output: OutputOf<"services.failed"> };
  };
  readonly events: Record<never, never>;
}
