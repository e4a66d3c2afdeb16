import type { Clock } from "../../core/clock.ts";
import type { OutputOf } from "../../contract/mod.ts";
import { atOnce, type HandlersOf, later } from "../handler.ts";
import type { DaemonPart, RequestStats } from "../parts.ts";

/** How long a status is given again: reading the resident set costs more than the whole rest of a request. */
const STATUS_MS = 5;

const PONG: OutputOf<"daemon.ping"> = { pong: true };
const INITIATED: OutputOf<"daemon.shutdown"> = { shutdown: "initiated" };

/** Handlers of `daemon.*`. */
export function daemonHandlers(
  daemon: DaemonPart,
  requests: () => RequestStats,
  clock: Clock,
): HandlersOf<"daemon"> {
  let status: OutputOf<"daemon.status"> | undefined;
  let taken_ms = -Infinity;
  return {
    "daemon.ping": atOnce<"daemon.ping">(() => PONG),
    "daemon.version": atOnce<"daemon.version">(() => daemon.version()),
    "daemon.status": atOnce<"daemon.status">(() => {
      const now = clock.steady();
      if (status !== undefined && now - taken_ms < STATUS_MS) return status;
      taken_ms = now;
      return status = daemon.status(requests());
    }),
    "daemon.reload": later<"daemon.reload">(() => daemon.reload()),
    "daemon.shutdown": atOnce<"daemon.shutdown">(({ successor }) => {
      daemon.shutdown(successor);
      return INITIATED;
    }),
    "daemon.permissions": atOnce<"daemon.permissions">(() => daemon.permissions()),
    "daemon.dump": atOnce<"daemon.dump">(() => daemon.dump(requests())),
  };
}
