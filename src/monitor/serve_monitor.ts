import { CortexError } from "../contract/wire.ts";
import { systemClock } from "../core/clock.ts";
import { openFileReader } from "../core/file_reader.ts";
import type { HostReader } from "../core/host_reader.ts";
import { openLibcReader } from "../core/libc_reader.ts";
import type { Emit, LinkHandlers } from "../core/serve_link.ts";
import { sleep } from "../core/sleep.ts";
import { COLLECTORS } from "./collectors.ts";
import { memoryRoom } from "./memory_room.ts";
import { findOutdatedServices } from "./outdated_services.ts";
import { createProcessTable, type ProcessTable } from "./process_table.ts";
import { processPage } from "./process_page.ts";
import type { MonitorProtocol, MonitorSettings } from "./protocol.ts";
import { runCollectors } from "./runner.ts";
import { messageOf } from "../core/message_of.ts";

/** What the monitor's worker does: it holds the reader, the collectors and the last scan. */
export function serveMonitor(emit: Emit<MonitorProtocol>): LinkHandlers<MonitorProtocol> {
  let host: HostReader | undefined;
  let processes: ProcessTable | undefined;
  let running = new AbortController();

  const start = (settings: MonitorSettings): null => {
    running.abort();
    running = new AbortController();
    host ??= openHost(settings); // libc can be bound once only
    processes ??= createProcessTable(host);
    // A fault of the runner itself is unhandled on purpose: it ends the worker, which is then started anew.
    void runCollectors({
      collectors: COLLECTORS.filter(({ name }) => !settings.disabled_collectors.includes(name)),
      context: { host, processes, ignored_mounts: new Set(settings.ignored_mounts) },
      interval_ms: settings.interval_ms,
      timeout_ms: settings.collector_timeout_ms,
      clock: systemClock,
      sleep,
      onSample: (sample) => emit("sample", sample),
    }, running.signal);
    return null;
  };

  return {
    start,
    processes(query) {
      if (!host || !processes) throw new Error("Cannot list processes: the monitor was not started");
      return processPage(host, processes, query);
    },
    outdated() {
      if (!host) throw new Error("Cannot look at services: the monitor was not started");
      return findOutdatedServices(host);
    },
    memoryRoom() {
      if (!host) throw new Error("Cannot look at control groups: the monitor was not started");
      return memoryRoom(host);
    },
  };
}

/** Throws UNAVAILABLE where the folder that stands for the host cannot be read. */
function openHost({ host_root, libc }: MonitorSettings): HostReader {
  if (host_root === "") return openLibcReader(libc);
  try {
    return openFileReader(host_root);
  } catch (error) {
    const reason = error instanceof Deno.errors.NotFound ? "there is no such folder" : messageOf(error);
    throw new CortexError(
      "UNAVAILABLE",
      `Cannot read a host at "${host_root}": ${reason}; give the path of a folder, without links, that the ` +
        "daemon may read",
    );
  }
}
