/**
 * Does one kind of write over and over until it is killed, with a dot for each: `_interrupted_writer.ts KIND DIR`.
 * @module
 */
import { changeSetting, configSchema, upgradeOwnFile } from "../../src/config/mod.ts";
import { systemClock } from "../../src/core/clock.ts";
import { openStore } from "../../src/store/mod.ts";
import { restore } from "../../src/store/offline.ts";
import { backupFile, FROM_0, importFeed, KINDS, NEW_FEED, places, WRITES } from "./_interrupted.ts";

const [name, dir = ""] = Deno.args;
const kind = KINDS.find((one) => one === name) ?? "config set";
const config = configSchema.parse({});
// The library that edits is loaded by the first change: nothing is measured before.
await changeSetting(places(`${dir}/warm`), config, "log.level", "info");
for (let number = 0; number < WRITES[kind]; number++) {
  const own = `${dir}/${number}`;
  if (kind === "config set") {
    await changeSetting(places(own), config, "monitor.interval_seconds", 20);
  } else if (kind === "config upgrade") {
    await upgradeOwnFile(places(own), config, [FROM_0]);
  } else if (kind === "feed update") {
    await importFeed(`${own}/feeds`, NEW_FEED);
  } else if (kind === "restore") {
    restore({ file: backupFile(dir), dir: own, wall_ms: Date.now() });
  } else {
    openStore({ dir: own, clock: systemClock, max_bytes: 1 << 28 }).close();
  }
  Deno.stdout.writeSync(new TextEncoder().encode("."));
}
// Killed at the latest when all is done.
await new Promise((resolve) => setTimeout(resolve, 60_000));
