import { type HandlersOf, later } from "../handler.ts";
import type { VulnerabilitiesPart } from "../parts.ts";

/** Handlers of `vulnerabilities.*` and of what they are known by, `feeds.*`. */
export function vulnerabilitiesHandlers(
  vulnerabilities: VulnerabilitiesPart,
): HandlersOf<"vulnerabilities" | "feeds"> {
  return {
    "vulnerabilities.list": later<"vulnerabilities.list">((query) => vulnerabilities.list(query)),
    "vulnerabilities.summary": later<"vulnerabilities.summary">(() => vulnerabilities.summary()),
    "feeds.list": later<"feeds.list">(() => vulnerabilities.feeds()),
    "feeds.import": later<"feeds.import">((input) => vulnerabilities.importFeed(input)),
  };
}
