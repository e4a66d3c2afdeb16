import { ban } from "../ban.ts";

/** Only the entry points end the process. */
export const noExit: Deno.lint.Rule = ban({
  names: ["Deno.exit", "process.exit"],
  allowed: ["main.ts", "cli", "tests", "bench"],
  reason: "it skips every clean-up, and inside a worker nobody is told; throw, or let the entry point end it",
});
