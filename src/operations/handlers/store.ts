import { atOnce, type HandlersOf } from "../handler.ts";
import type { StorePart } from "../parts.ts";

/** Handlers of `store.*`. */
export function storeHandlers(store: StorePart): HandlersOf<"store"> {
  return {
    "store.backup": atOnce<"store.backup">(() => store.backup()),
    "store.status": atOnce<"store.status">(() => store.status()),
  };
}
