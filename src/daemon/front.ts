import type { Subsystem } from "../contract/mod.ts";
import type { Sample } from "../core/sample.ts";
import { createSockets, type Sockets } from "../ipc/mod.ts";
import { createMonitor, type Monitor } from "../monitor/mod.ts";
import { workerPermissions } from "../permissions.ts";
import { makeSocketFolder } from "./folders.ts";
import type { Ground } from "./ground.ts";
import { groupId } from "./group.ts";
import { monitorSettings } from "./monitor_settings.ts";

/** Who hears what the parts of the daemon say. */
export interface Heard {
  sample(sample: Sample): void;
  state(part: Subsystem): void;
  /** A part hangs, and Deno cannot end it. */
  hang(part: string, reason: Error): void;
}

/** What needs no state, so that a successor has it ready before its predecessor leaves. */
export interface Front {
  readonly sockets: Sockets;
  readonly monitor: Monitor;
  /** Before there is a state nothing is judged: whoever can sets in itself. */
  readonly heard: Heard;
}

/** Makes it; nothing is bound or read yet. */
export function createFront({ start, first, table }: Ground, force: () => void): Front {
  const { config } = first;
  const heard: Heard = { sample: () => {}, state: () => {}, hang: force };
  makeSocketFolder(start.paths);
  return {
    heard,
    sockets: createSockets({
      socket_dir: start.paths.socket_dir,
      gid: groupId(config.ipc.group),
      read_socket: () => config.ipc.read_socket,
    }),
    monitor: createMonitor({
      permissions: workerPermissions(table.rows, "monitor"),
      settings: monitorSettings(config, table),
      onSample: (sample) => heard.sample(sample),
      onState: (part) => heard.state(part),
      onHang: (reason) => heard.hang("monitor", reason),
    }),
  };
}
