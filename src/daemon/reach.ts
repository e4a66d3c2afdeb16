import type { Subsystem } from "../contract/mod.ts";
import { logger } from "../log/mod.ts";

/** Whether clients can connect, as a part of the daemon; one that is not told of while they can. */
export interface Reach {
  state(): Subsystem[];
  /** Nobody can connect any more, for this reason; null: everybody can again. */
  tell(lost: string | null): void;
}

/** They can. */
export function createReach(onState: (part: Subsystem) => void): Reach {
  let broken: Subsystem[] = [];
  return {
    state: () => broken,
    tell: (lost) => {
      const part: Subsystem = {
        name: "sockets",
        state: lost === null ? "running" : "unhealthy",
        restarts: 0,
        last_heartbeat_at: null,
        heap_bytes: null,
        message: lost,
      };
      broken = lost === null ? [] : [part];
      if (lost !== null) logger("ipc").error("Nobody can connect any more: {reason}", { reason: lost });
      onState(part);
    },
  };
}
