import assert from "node:assert/strict";
import fc from "fast-check";
import { diskIo } from "../../../src/monitor/collectors/disk_io.ts";
import { network } from "../../../src/monitor/collectors/network.ts";
import { createRates } from "../../../src/monitor/rates.ts";
import { changingHost, collectOnce, contextOf, memoryHost, recorded, tickAt } from "./_hosts.ts";

Deno.test("a rate is what a counter grew by a second, and never negative", () => {
  const reading = fc.record({ value: fc.nat(), steady_ms: fc.nat() });
  fc.assert(fc.property(fc.array(reading), (readings) => {
    const rates = createRates();
    for (const { value, steady_ms } of readings) {
      const [rate = -1] = rates.update("eth0", [value], steady_ms);
      assert.ok(rate >= 0 && Number.isFinite(rate));
    }
  }));
  const rates = createRates();
  assert.deepEqual(rates.update("eth0", [1000, 50], 0), [0, 0]);
  assert.deepEqual(rates.update("eth0", [3000, 40], 2000), [1000, 0]);
  assert.deepEqual(rates.update("eth0", [3100, 50], 3000), [100, 10]);
});

Deno.test("what went away and came back begins anew", () => {
  const rates = createRates();
  rates.update("usb0", [1000], 0);
  rates.update("eth0", [1], 1000);
  rates.forgetOthers(1000);
  assert.deepEqual(rates.update("usb0", [9000], 2000), [0]);
});

Deno.test("interfaces show what went through them between two ticks", () => {
  const host = changingHost(recorded("debian-12-odd"));
  const collect = network.create(contextOf(host));
  collect(tickAt(0));
  host.become(recorded("debian-12-odd.later"));
  const found = collect(tickAt(40_000));
  assert.ok(found && !(found instanceof Promise));
  assert.deepEqual(found.map((each) => each.interface), ["lo", "eth0"]);
  const [lo, eth0] = found;
  assert.ok(lo && eth0);
  assert.ok(lo.rx_packets_per_second > 10 && lo.rx_bytes_per_second > 10 * lo.rx_packets_per_second);
  assert.deepEqual(
    [lo.rx_bytes_per_second, lo.rx_packets_per_second],
    [lo.tx_bytes_per_second, lo.tx_packets_per_second],
  );
  assert.ok(eth0.tx_packets_per_second > 10 * eth0.rx_packets_per_second, "it only sent");
});

Deno.test("every column of an interface has its place", () => {
  const line = (...columns: number[]) => `Inter-| head\n face | head\n  eth0: ${columns.join(" ")}\n`;
  const files = { "/proc/net/dev": line(100, 10, 1, 2, 0, 0, 0, 0, 1000, 20, 3, 4, 0, 0, 0, 0) };
  const collect = network.create(contextOf(memoryHost(files)));
  collect(tickAt(0));
  files["/proc/net/dev"] = line(300, 14, 5, 6, 0, 0, 0, 0, 1500, 26, 7, 8, 0, 0, 0, 0);
  assert.deepEqual(collect(tickAt(2000)), [{
    interface: "eth0",
    rx_bytes_per_second: 100,
    tx_bytes_per_second: 250,
    rx_packets_per_second: 2,
    tx_packets_per_second: 3,
    rx_errors: 5,
    tx_errors: 7,
    rx_dropped: 6,
    tx_dropped: 8,
  }]);
});

Deno.test("errors and drops are told since boot; a name may hold a colon and stand close to its numbers", async () => {
  const text = "Inter-| head\n face | head\n" +
    "eth0:1:99 1 2 3 0 0 0 0 88 4 5 6 0 0 0 0\n";
  const found = await collectOnce(network, memoryHost({ "/proc/net/dev": text }));
  assert.deepEqual(
    found?.map((each) => [each.interface, each.rx_errors, each.rx_dropped, each.tx_errors, each.tx_dropped]),
    [["eth0:1", 2, 3, 5, 6]],
  );
});

Deno.test("disks show what they read and wrote between two ticks", () => {
  const host = changingHost(recorded("debian-12-odd"));
  const collect = diskIo.create(contextOf(host));
  collect(tickAt(0));
  host.become(recorded("debian-12-odd.later"));
  const found = collect(tickAt(40_000));
  assert.ok(found && !(found instanceof Promise));
  assert.deepEqual(found.map(({ device }) => device), ["vda", "vdb", "loop0", "loop1", "loop2", "loop3"]);
  const vdb = found.find(({ device }) => device === "vdb");
  assert.ok(vdb && vdb.writes_per_second > 1 && vdb.write_bytes_per_second > 4096 && vdb.busy_percent > 0);
});

Deno.test("every column of a disk has its place", () => {
  const line = (...columns: number[]) => ` 254 16 vdb ${columns.join(" ")}\n`;
  const files = { "/proc/diskstats": line(10, 1, 100, 2, 20, 3, 200, 4, 0, 500, 6) };
  const collect = diskIo.create(contextOf(memoryHost(files)));
  collect(tickAt(0));
  files["/proc/diskstats"] = line(14, 1, 108, 2, 26, 3, 216, 4, 0, 1500, 6);
  assert.deepEqual(collect(tickAt(2000)), [{
    device: "vdb",
    read_bytes_per_second: 2048,
    write_bytes_per_second: 4096,
    reads_per_second: 2,
    writes_per_second: 3,
    busy_percent: 50,
  }]);
});

Deno.test("partitions are no disks, and a disk is never more than busy", () => {
  const line = (device: string, busy_ms: number) => `8 0 ${device} 1 0 8 0 1 0 8 0 0 ${busy_ms} 0\n`;
  const files = {
    "/proc/diskstats": line("sda", 0) + line("sda1", 0) + line("cciss/c0d0", 0) + line("cciss/c0d0p1", 0),
    "/sys/class/block/sda1/partition": "1\n",
    "/sys/class/block/cciss!c0d0p1/partition": "1\n",
  };
  const collect = diskIo.create(contextOf(memoryHost(files)));
  collect(tickAt(0));
  files["/proc/diskstats"] = line("sda", 1500) + line("sda1", 1500) + line("cciss/c0d0", 250);
  const found = collect(tickAt(1000));
  assert.ok(found && !(found instanceof Promise));
  assert.deepEqual(found.map(({ device, busy_percent }) => [device, busy_percent]), [
    ["sda", 100],
    ["cciss/c0d0", 25],
  ]);
});
