import { defineCheck, type Finding, ok, wrong } from "./check.ts";
import { restartCommands } from "./site.ts";

/** The least version: the first with permissions for single Unix sockets. */
const LEAST = "2.9.0";
const UPGRADE = "deno upgrade";

/** Deno here and under the daemon. */
export const deno = defineCheck({
  name: "deno",
  gather: (site) => ({
    here: site.deno,
    daemon: site.answers?.version?.deno ?? null,
    restart: restartCommands(site),
  }),
  judge: ({ here, daemon, restart }): Finding[] => {
    if (here === null) return [ok("Deno is part of the program")];
    const old = [
      ...(isOlder(here, LEAST) ? [wrong(`Deno ${here} is too old: ${LEAST} is needed`, UPGRADE)] : []),
      ...(daemon !== null && isOlder(daemon, LEAST)
        ? [wrong(`The daemon runs under Deno ${daemon}: ${LEAST} is needed`, UPGRADE, ...restart)]
        : []),
    ];
    return old.length > 0 ? old : [ok(`Deno ${here}`)];
  },
});

/** Whether a version is older than another; what stands behind a dash is left aside. */
function isOlder(version: string, least: string): boolean {
  const [a, b] = [version, least].map((text) => text.split("-")[0]?.split(".").map(Number) ?? []);
  for (let index = 0; index < 3; index++) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
