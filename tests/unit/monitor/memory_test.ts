import assert from "node:assert/strict";
import { memory } from "../../../src/monitor/collectors/memory.ts";
import { swap } from "../../../src/monitor/collectors/swap.ts";
import { collectOnce, isBusybox, memoryHost, printed, recorded, recordedHosts } from "./_hosts.ts";

for (const host of recordedHosts()) {
  Deno.test(`memory and swap of ${host} are those of free -b`, async () => {
    const rows = printed(host, ".free").split("\n").map((line) => line.split(/\s+/));
    const row = (name: string) => rows.find(([first]) => first === name)?.slice(1).map(Number) ?? [];
    const [total, used, free, , cache, available] = row("Mem:");
    const found = await collectOnce(memory, recorded(host));
    assert.ok(found);
    assert.deepEqual(
      [found.total_bytes, found.free_bytes, found.available_bytes],
      [total, free, available],
    );
    assert.equal(found.used_bytes, found.total_bytes - found.available_bytes);
    if (!isBusybox(host)) { // busybox counts used and cached in its own way
      assert.deepEqual([found.used_bytes, found.buffers_bytes + found.cached_bytes], [used, cache]);
    }
    const [swap_total, swap_used] = row("Swap:");
    const swapped = await collectOnce(swap, recorded(host));
    assert.deepEqual([swapped?.swap_total_bytes, swapped?.swap_used_bytes], [swap_total, swap_used]);
  });
}

Deno.test("an old kernel that does not say what is available, and a container that says too much", async () => {
  const old = "MemTotal: 100 kB\nMemFree: 10 kB\nBuffers: 5 kB\nCached: 20 kB\nSReclaimable: 5 kB\n";
  const found = await collectOnce(memory, memoryHost({ "/proc/meminfo": old }));
  assert.deepEqual([found?.available_bytes, found?.usage_percent], [40 * 1024, 60]);
  const container = "MemTotal: 100 kB\nMemAvailable: 900 kB\n";
  const contained = await collectOnce(memory, memoryHost({ "/proc/meminfo": container }));
  assert.deepEqual([contained?.available_bytes, contained?.used_bytes], [100 * 1024, 0]);
});

Deno.test("swap in use is a share of all swap, and nothing where there is none", async () => {
  const used = await collectOnce(
    swap,
    memoryHost({ "/proc/meminfo": "SwapTotal: 200 kB\nSwapFree: 50 kB\n" }),
  );
  assert.deepEqual(used, { swap_total_bytes: 204_800, swap_used_bytes: 153_600, swap_usage_percent: 75 });
  const none = await collectOnce(swap, memoryHost({ "/proc/meminfo": "MemTotal: 1 kB\n" }));
  assert.deepEqual(none, { swap_total_bytes: 0, swap_used_bytes: 0, swap_usage_percent: 0 });
});
