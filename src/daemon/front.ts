import type { Subsystem } from "../contract/mod.ts";
import type { Sample } from "../core/sample.ts";
import { createSockets, type Sockets } from "../ipc/mod.ts";
import { createMonitor, type Monitor } from "../monitor/mod.ts";
import { workerPermissions } from "../permissions.ts";
import { makeSocketFolder } from "./folders.ts";
import type { Ground } from "./ground.ts";
import { groupId } from "./group.ts";
import { createReach, type Reach } from "./reach.ts";
import { monitorSettings } from "./monitor_settings.ts";

/** Who is told what the parts of the daemon say. */
export interface Listener {
  sample(sample: Sample): void;
  /** A part has changed its state. */
  part(state: Subsystem): void;
  /** A part hangs, and Deno cannot end it. */
  hang(part: string, reason: Error): void;
}

/** What needs no state, so that a successor has it ready before its predecessor leaves. */
export interface Front {
  readonly sockets: Sockets;
  /** Whether clients can connect to them. */
  readonly reach: Reach;
  readonly monitor: Monitor;
  /** Passes on to the listener. */
  readonly tell: Listener;
  /** Listens from now on, and is told the last sample; before there is a state nothing is judged. */
  listen(listener: Listener): void;
}

/** Makes it; nothing is bound or read yet. */
export function createFront({ start, first, table }: Ground, force: () => void): Front {
  const { config } = first;
  let listener: Listener = { sample: () => {}, part: () => {}, hang: force };
  const tell: Listener = {
    sample: (sample) => listener.sample(sample),
    part: (state) => listener.part(state),
    hang: (part, reason) => listener.hang(part, reason),
  };
  makeSocketFolder(start.paths);
  const monitor = createMonitor({
    permissions: workerPermissions(table.rows, "monitor"),
    settings: monitorSettings(config, table),
    onSample: tell.sample,
    onState: tell.part,
    onHang: (reason) => tell.hang("monitor", reason),
  });
  return {
    tell,
    listen: (next) => {
      listener = next;
      const sample = monitor.latest();
      if (sample !== null) listener.sample(sample);
    },
    sockets: createSockets({
      socket_dir: start.paths.socket_dir,
      gid: groupId(config.ipc.group),
      read_socket: () => config.ipc.read_socket,
    }),
    reach: createReach(tell.part),
    monitor,
  };
}
