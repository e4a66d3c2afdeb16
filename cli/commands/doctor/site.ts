import { CORTEX, CORTEXD } from "../../../src/core/invocation.ts";
import type { Config, Start } from "../../../src/config/mod.ts";
import type { Health, OutputOf } from "../../../src/contract/wire.ts";

/** What a daemon says of itself; null where it did not say. */
export interface Answers {
  readonly status: OutputOf<"daemon.status"> | null;
  readonly version: OutputOf<"daemon.version"> | null;
  readonly permissions: OutputOf<"daemon.permissions"> | null;
  readonly health: Health | null;
  /** `host.root` in force. */
  readonly host_root: string | null;
}

/** A daemon that answered. */
export interface Answering {
  readonly socket: string;
  readonly pid: number;
}

/** What is examined: one daemon's place on this host, and whoever looks. All checks read from here. */
export interface Site {
  readonly start: Start;
  /** Options that name this daemon, for its start and for the command line; empty for the usual places. */
  readonly named: readonly string[];
  /** Settings the daemon would start with; null where they are not valid. */
  readonly config: Config | null;
  readonly state_dir: string;
  /** Why the socket could not be used; null: the daemon answers. */
  readonly unreachable: "absent" | "refused" | "denied" | null;
  readonly answers: Answers | null;
  /** Every daemon found, this one among them. */
  readonly answering: readonly Answering[];
  /** User who asks. */
  readonly uid: number;
  /** Wall clock, milliseconds. */
  readonly now_ms: number;
  /** Version of the Deno that runs this; null where it is part of a compiled program. */
  readonly deno: string | null;
  /** group(5). */
  readonly group_file: string;
  /** Folders of systemd units, the strongest first. */
  readonly unit_folders: readonly string[];
}

/** What a command for the daemon's own files begins with: the system's belong to another user. */
export function sudo({ start, uid }: Site): string {
  return start.paths.scope === "system" && uid !== 0 ? "sudo " : "";
}

/** How this daemon is started. */
export function startCommand(site: Site): string {
  return site.start.paths.scope === "system"
    ? `${sudo(site)}systemctl start cortexd`
    : [CORTEXD, ...site.named].join(" ");
}

/** How this daemon is started again. */
export function restartCommands(site: Site): string[] {
  return site.start.paths.scope === "system"
    ? [`${sudo(site)}systemctl restart cortexd`]
    : [[`${CORTEX} shutdown`, ...site.named].join(" "), startCommand(site)];
}
