import { ban } from "../ban.ts";

/** Programs are run by the few places that the permission table gives the right to. */
export const noCommand: Deno.lint.Rule = ban({
  names: ["Deno.Command", "Deno.run"],
  modules: ["node:child_process", "child_process"],
  allowed: [
    "cli",
    "src/packages",
    "src/runtimes",
    "src/monitor/services_worker.ts",
    "tests",
    "bench",
  ],
  reason:
    "only packages, runtimes, the services worker, the launcher, the hand-over and cli may run programs; " +
    "everything else reads the host",
});
