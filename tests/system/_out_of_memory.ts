/** How the unit's bound on memory is kept, and what is said of it. */
import assert from "node:assert/strict";
import { waitFor } from "../e2e/_daemon.ts";
import { type Box, BOX_DENO, BOX_PROGRAM } from "./_box.ts";
import { dropIn, property, restart, status } from "./_unit.ts";

/** Room that the daemon needs, and clients that fill it up have not, bytes. */
const ROOM_BYTES = 48 * 1024 * 1024;

/** The daemon's process, once another one runs than this. */
async function successor(box: Box, pid: string) {
  return await waitFor("the restart", () => {
    const now = property(box, "ActiveState") === "active" ? status(box) : undefined;
    return Promise.resolve(now === undefined || String(now.pid) === pid ? undefined : now);
  });
}

/** Whether this machine lets its boxes bound memory: by the controller of cgroup v1. */
export function boundsMemory(box: Box): boolean {
  return box.run("test", "-w", "/sys/fs/cgroup/memory/cgroup.procs").code === 0;
}

/** Clients fill the daemon's memory up, more than the unit gives it for the time being. */
async function killedAtBound(box: Box): Promise<void> {
  restart(box);
  const bound = Number(property(box, "MemoryCurrent")) + ROOM_BYTES;
  using _bound = dropIn(box, `[Service]\nMemoryMax=${bound}\n`);
  restart(box);
  assert.equal(property(box, "MemoryMax"), String(bound));
  const pid = property(box, "MainPID");
  box.run(BOX_DENO, "run", "--quiet", "--allow-all", `${BOX_PROGRAM}/tests/tools/unit_filler.ts`);
  const { previous_stop } = await successor(box, pid);
  assert.deepEqual([previous_stop?.kind, previous_stop?.reason], [
    "out_of_memory",
    "Killed by the kernel for want of memory",
  ]);
  assert.match(box.must("journalctl", "--unit=cortexd", "--output=cat"), /for want of memory/);
}

/** What is told of an end for want of memory, and of another one after it. */
export async function outOfMemory(box: Box): Promise<void> {
  await killedAtBound(box);
  const next = property(box, "MainPID");
  box.must("kill", "-KILL", next);
  assert.equal((await successor(box, next)).previous_stop?.kind, "signal", "the next end is told for itself");
}
