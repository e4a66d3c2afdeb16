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
  assert.deepEqual(collect(tickAt(50_000)), [
    {
      interface: "lo",
      rx_bytes_per_second: 125_946.08,
      tx_bytes_per_second: 125_946.08,
      rx_packets_per_second: 157.04,
      tx_packets_per_second: 157.04,
      rx_errors: 0,
      tx_errors: 0,
      rx_dropped: 0,
      tx_dropped: 0,
    },
    {
      interface: "eth0",
      rx_bytes_per_second: 1.28,
      tx_bytes_per_second: 42_558.68,
      rx_packets_per_second: 0.02,
      tx_packets_per_second: 78.54,
      rx_errors: 0,
      tx_errors: 0,
      rx_dropped: 0,
      tx_dropped: 0,
    },
  ]);
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
  const found = collect(tickAt(50_000));
  assert.ok(found && !(found instanceof Promise));
  assert.deepEqual(found.map(({ device }) => device), ["vda", "vdb", "loop0", "loop1", "loop2", "loop3"]);
  assert.deepEqual(found[1], {
    device: "vdb",
    read_bytes_per_second: 57_917.44,
    write_bytes_per_second: 1_175_142.4,
    reads_per_second: 1.2,
    writes_per_second: 35.48,
    busy_percent: 6.78,
  });
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
