/**
 * Does one kind of write over and over until it is killed: `_interrupted_writer.ts KIND DIR`.
 * @module
 */
import { changeSetting, configSchema, upgradeOwnFile } from "../../src/config/mod.ts";
import { systemClock } from "../../src/core/clock.ts";
import { openStore } from "../../src/store/mod.ts";
import { FROM_0, places, WRITES } from "./_interrupted.ts";

const [kind, dir = ""] = Deno.args;
const config = configSchema.parse({});
// The library that edits is loaded by the first change: nothing is measured before.
await changeSetting(places(`${dir}/warm`), config, "log.level", "info");
Deno.stdout.writeSync(new TextEncoder().encode("ready\n"));
for (let number = 0; number < WRITES; number++) {
  const own = `${dir}/${number}`;
  if (kind === "config set") {
    await changeSetting(places(own), config, "monitor.interval_seconds", 20);
  } else if (kind === "config upgrade") {
    await upgradeOwnFile(places(own), config, [FROM_0]);
  } else {
    openStore({ dir: own, clock: systemClock, max_bytes: 1 << 28 }).close();
  }
}
// Killed at the latest when all is done.
await new Promise((resolve) => setTimeout(resolve, 60_000));
