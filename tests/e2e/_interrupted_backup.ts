import { command } from "../../cli/commands/backup.ts";
import type { Context } from "../../cli/command.ts";
import { connect } from "../../src/client/mod.ts";
import { systemClock } from "../../src/core/clock.ts";
import { type NewEvent, openStore } from "../../src/store/mod.ts";
import { checkBackup } from "../../src/store/offline.ts";
import { type Daemon, daemonDir, startDaemon } from "./_daemon.ts";
import type { Interrupted } from "./_interrupted.ts";

/** Events with which the state is some MiB large, so that a copy of it takes its time. */
const EVENTS = 2000;
/** The first backup takes longer than those that follow: kills are to come before the end of most. */
const EARLY = 0.6;
const EVENT: NewEvent = {
  at: new Date(0).toISOString(),
  type: "test",
  severity: "info",
  subject: "",
  alert_id: null,
  data: { text: "x".repeat(4000) },
};

/**
 * Kills the daemon while a client makes a backup of it: the client has the whole backup or no file at all, and the
 * daemon goes on with all of its state and nothing of the copy.
 */
export async function interruptBackups(rounds: number, random: () => number): Promise<Interrupted> {
  const dir = daemonDir();
  const file = `${dir}/backup.db`;
  {
    using store = openStore({ dir: `${dir}/state`, clock: systemClock, max_bytes: 1 << 28 });
    store.events.append(Array.from({ length: EVENTS }, () => EVENT));
  }
  const mixtures: string[] = [];
  let in_the_middle = 0;
  let takes_ms = 0;
  for (let round = 0; round < rounds; round++) {
    await using daemon = await startDaemon({ dir });
    const kept = (await daemon.get("daemon.status", "/v1/status")).store.rows;
    const left = names(`${dir}/state`).includes("backups");
    if (kept < EVENTS || left) mixtures.push(`round ${round}: the state afterwards`);
    const begun = performance.now();
    if (takes_ms === 0) {
      await backup(daemon, file);
      takes_ms = performance.now() - begun;
      Deno.removeSync(file);
    }
    const made = backup(daemon, file).then(() => true, () => false);
    await new Promise((resolve) => setTimeout(resolve, random() * takes_ms * EARLY));
    await daemon.stop("SIGKILL");
    const done = await made;
    if (!done) in_the_middle++;
    if (names(dir).includes("backup.db") !== done || names(dir).includes("backup.db.partial")) {
      mixtures.push(`round ${round}: what the client has`);
    }
    // Throws where it is not whole.
    if (done) checkBackup(file);
    if (done) Deno.removeSync(file);
  }
  Deno.removeSync(dir, { recursive: true });
  return { rounds, in_the_middle, mixtures };
}

/** What `cortex backup FILE` does. */
async function backup({ dir }: Daemon, file: string): Promise<void> {
  await using client = await connect({ socket_dir: `${dir}/run` });
  const context = { client: () => Promise.resolve(client) } as Partial<Context> as Context;
  await command.run({ values: {}, operands: [file] }, context);
}

function names(dir: string): string[] {
  return [...Deno.readDirSync(dir)].map(({ name }) => name);
}
