import { ban } from "../ban.ts";

/** Printing is for the command line; the daemon logs. */
export const noConsole: Deno.lint.Rule = ban({
  names: ["console"],
  allowed: ["cli", "tests", "bench"],
  reason: "it has no level, no component and no request id; use the logger of src/log",
});
