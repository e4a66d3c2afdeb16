import assert from "node:assert/strict";
import { memoryRoom } from "../../../src/monitor/memory_room.ts";
import { type MemoryFiles, memoryHost } from "./_hosts.ts";

const OWN = "/sys/fs/cgroup/system.slice/cortexd.service";

/** A daemon in a service of systemd's, with a bound. */
const SERVICE: MemoryFiles = {
  "/proc/self/cgroup": "0::/system.slice/cortexd.service\n",
  "/sys/fs/cgroup/system.slice/memory.max": "max\n",
  "/sys/fs/cgroup/system.slice/memory.current": "900\n",
  [`${OWN}/memory.max`]: "1000\n",
  [`${OWN}/memory.current`]: "700\n",
  [`${OWN}/memory.stat`]: "anon 500\nfile 150\nfile_mapped 20\n",
};

Deno.test("a service has what its bound leaves, and what it keeps of files besides", () => {
  assert.equal(memoryRoom(memoryHost(SERVICE)), 450);
});

Deno.test("the least of the groups above counts", () => {
  const slice = { ...SERVICE, "/sys/fs/cgroup/system.slice/memory.max": "1100\n" };
  assert.equal(memoryRoom(memoryHost(slice)), 200);
  assert.equal(
    memoryRoom(memoryHost({ ...slice, "/sys/fs/cgroup/system.slice/memory.current": "2000\n" })),
    0,
  );
});

Deno.test("without a bound, a group or the files nothing is known", () => {
  assert.equal(memoryRoom(memoryHost({ ...SERVICE, [`${OWN}/memory.max`]: "max\n" })), null);
  assert.equal(memoryRoom(memoryHost({ "/proc/self/cgroup": "0::/\n" })), null);
  assert.equal(memoryRoom(memoryHost({ "/proc/self/cgroup": "4:memory:/service\n" })), null);
  assert.equal(memoryRoom(memoryHost({})), null);
});
