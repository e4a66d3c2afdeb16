import { CORTEX } from "../../../src/core/invocation.ts";
import { LOCK_NAME, readHolder } from "../../../src/core/lock.ts";
import { defineCheck, type Finding, ok, quoted, wrong } from "./check.ts";
import { sudo } from "./site.ts";

/** A folder that a daemon has locked. */
interface Held {
  readonly folder: string;
  readonly pid: number;
}

/** Whether one daemon runs here, and not another one beside or before it. */
export const singleDaemon = defineCheck({
  name: "single-daemon",
  gather: (site) => ({
    answering: site.answering,
    held: [site.start.paths.socket_dir, site.state_dir].flatMap(heldBy),
    pid: site.answers?.status?.pid ?? null,
    sudo: sudo(site),
  }),
  judge: ({ answering, held, pid, sudo }): Finding[] => {
    const found: Finding[] = [];
    if (new Set(answering.map((one) => one.pid)).size > 1) {
      const who = answering.map((one) => `${one.pid} on ${one.socket}`).join(", ");
      found.push(
        wrong(
          `Several daemons watch this host: ${who}; keep one`,
          ...answering.slice(1).map(({ socket }) =>
            `${CORTEX} shutdown --socket-dir ${quoted(folderOf(socket))}`
          ),
        ),
      );
    }
    for (const holder of held.filter((one) => one.pid !== pid)) {
      const state = pid === null ? "does not answer" : `is not the one that answers (${pid})`;
      found.push(
        wrong(`Process ${holder.pid} holds ${holder.folder} and ${state}`, `${sudo}kill ${holder.pid}`),
      );
    }
    return found.length > 0
      ? found
      : [ok(answering.length === 0 ? "No other daemon runs" : "One daemon runs")];
  },
});

/**
 * Who holds the lock of a folder. The file stays when the lock ends, so only trying tells; a shared lock is gone at
 * once.
 */
function heldBy(folder: string): Held[] {
  const path = `${folder}/${LOCK_NAME}`;
  try {
    using file = Deno.openSync(path);
    if (file.tryLockSync(false)) return [];
    const holder = readHolder(path);
    return holder === null ? [] : [{ folder, pid: holder.pid }];
  } catch {
    return [];
  }
}

function folderOf(socket: string): string {
  return socket.slice(0, socket.lastIndexOf("/"));
}
