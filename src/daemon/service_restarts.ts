import type { OutdatedServices } from "../monitor/mod.ts";
import type { ServicesSeen } from "../inventory/mod.ts";
import { messageOf } from "../core/message_of.ts";

/** The services that are to be started anew, as they were last seen. */
export interface ServiceRestarts {
  /** Looks again; what was seen before counts until that is done. */
  look(): void;
  seen(): ServicesSeen;
}

/** Has seen nothing yet. A look that fails is told in the place of what would have been seen. */
export function createServiceRestarts(look: () => Promise<OutdatedServices>): ServiceRestarts {
  let seen: ServicesSeen = "The services were not looked at yet";
  return {
    look: () =>
      void look().then((found) => seen = found, (error) => {
        seen = messageOf(error);
      }),
    seen: () => seen,
  };
}
