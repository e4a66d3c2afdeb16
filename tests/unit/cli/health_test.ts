import assert from "node:assert/strict";
import { disksWorthShowing } from "../../../cli/commands/health/meters.ts";
import { networkWorthShowing } from "../../../cli/commands/health/traffic.ts";
import { renderHealth } from "../../../cli/commands/health.ts";
import * as contract from "../../../src/contract/mod.ts";
import { health, NOW, status } from "./_samples.ts";

const view = { columns: 80, color: false, now: NOW };

Deno.test("the samples are what the contract says", () => {
  contract.health().parse(health);
  contract.daemonStatus.output().parse(status);
});

Deno.test("disks: one line a device, the root always, nothing that is full by nature", () => {
  const shown = disksWorthShowing(health.disks).map(({ mount_point }) => mount_point);
  assert.deepEqual(shown, ["/", "/srv/data", "/tmp"]);
  const container = health.disks.slice(0, 1).map((disk) => ({
    ...disk,
    fs_type: "overlay",
    device: "overlay",
  }));
  assert.equal(disksWorthShowing(container).length, 1);
});

Deno.test("disks: one that runs out of inodes is shown, with them", () => {
  const disks = health.disks.map((disk) =>
    disk.mount_point === "/dev/shm" ? { ...disk, inodes_usage_percent: 96 } : disk
  );
  assert.match(renderHealth({ ...health, disks }, view), /Disk \/dev\/shm .*inodes 96\.0 %/);
});

Deno.test("network: the busiest, idle ones only where all are idle, never the loopback", () => {
  const names = (network: typeof health.network) => networkWorthShowing(network).map((one) => one.interface);
  assert.deepEqual(names(health.network), ["eth0"]);
  const idle = health.network.map((one) => ({ ...one, rx_bytes_per_second: 0, tx_bytes_per_second: 0 }));
  assert.deepEqual(names(idle), ["eth0"]);
  assert.deepEqual(names([]), []);
});

Deno.test("why a host is loaded stands below its status", () => {
  const text = renderHealth({ ...health, load_reasons: ["First", "Second"] }, view);
  assert.deepEqual(text.split("\n").slice(1, 5), [
    "● warning   load medium   sampled 3 s ago",
    "  First",
    "  Second",
    "",
  ]);
});

Deno.test("a host of which little is known is still shown", () => {
  const text = renderHealth({
    ...health,
    load_reasons: [],
    cpu: null,
    memory: null,
    disks: [],
    disk_io: [],
    network: [],
    pressure: null,
    processes: null,
    descriptors: null,
    services: { failed: null, checked_at: null },
    alerts: { info: 0, warning: 0, error: 0, critical: 0 },
    subsystems: [],
    collectors: [],
    store: { state: "ok", bytes: 0, oldest_sample_at: null, message: null },
  }, view);
  assert.equal(
    text.split("\n").slice(3).join("\n"),
    "CPU     not known\nMemory  not known\n\nAlerts  none open\n",
  );
});
