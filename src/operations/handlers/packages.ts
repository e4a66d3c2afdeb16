import { type HandlersOf, later } from "../handler.ts";
import type { PackagesPart } from "../parts.ts";

/** Handlers of `packages.*` and of the cache of their results, `cache.*`. */
export function packagesHandlers(packages: PackagesPart): HandlersOf<"packages" | "cache"> {
  return {
    "packages.search": later<"packages.search">((query) => packages.search(query)),
    "packages.suggest": later<"packages.suggest">((query) => packages.suggest(query)),
    "packages.explicit": later<"packages.explicit">((query) => packages.explicit(query)),
    "packages.info": later<"packages.info">((query) => packages.info(query)),
    "packages.count": later<"packages.count">(() => packages.count()),
    "packages.updates": later<"packages.updates">((query) => packages.updates(query)),
    "packages.conflicts": later<"packages.conflicts">(() => packages.conflicts()),
    "packages.why": later<"packages.why">((query, call) => packages.why(query, call)),
    "packages.history": later<"packages.history">((query, call) => packages.history(query, call)),
    "packages.status": later<"packages.status">(() => packages.status()),
    "cache.stats": later<"cache.stats">(() => packages.cache.stats()),
    "cache.clear": later<"cache.clear">(() => packages.cache.clear()),
  };
}
