import assert from "node:assert/strict";
import type { StatVfs } from "../../../src/core/host_reader.ts";
import { disks } from "../../../src/monitor/collectors/disks.ts";
import {
  changingHost,
  collectOnce,
  contextOf,
  isBusybox,
  memoryHost,
  printed,
  recorded,
  recordedHosts,
  tickAt,
} from "./_hosts.ts";

/** A line of df: device, then four columns, then the mount point. */
const DF_LINE = /^(.*?) +(\d+) +(\d+) +(-?\d+) +(\d+%|-) (\/.*)$/;

function dfRows(host: string, file: string): string[][] {
  return printed(host, file).trimEnd().split("\n").slice(1).map((line) => {
    const match = DF_LINE.exec(line);
    assert.ok(match, line);
    return match.slice(1);
  });
}

/** Shares are coreutils' own: it rounds up, busybox to the nearest. */
const withShare = (host: string) => (row: string[]) => isBusybox(host) ? row.toSpliced(4, 1) : row;

/** df shows control characters as question marks. */
const shown = (name: string) => name.replace(/\p{Cc}/gu, "?");

/** The mounts of a recorded host; busybox, unlike coreutils, leaves out rootfs. */
async function listed(host: string) {
  const found = await collectOnce(disks, recorded(host));
  return isBusybox(host) ? found?.filter((disk) => disk.device !== "rootfs") : found;
}

for (const host of recordedHosts()) {
  Deno.test(`the mounts of ${host} are those of df -P, with the same figures`, async () => {
    const unit = isBusybox(host) ? 1024 : 1;
    const found = await listed(host);
    const rows = found?.map((disk) => [
      shown(disk.device),
      ...[disk.total_bytes, disk.used_bytes, disk.available_bytes].map((bytes) =>
        String(Math.ceil(bytes / unit))
      ),
      `${disk.usage_percent}%`,
      shown(disk.mount_point),
    ]);
    assert.deepEqual(rows?.map(withShare(host)), dfRows(host, ".df").map(withShare(host)));
  });

  Deno.test(`the inodes of ${host} are those of df -iP`, async () => {
    const found = await listed(host);
    const rows = found?.map((disk) => [
      shown(disk.device),
      ...[disk.inodes_total, disk.inodes_used, disk.inodes_total - disk.inodes_used].map(String),
      disk.inodes_usage_percent === null ? "-" : `${disk.inodes_usage_percent}%`,
      shown(disk.mount_point),
    ]);
    assert.deepEqual(rows?.map(withShare(host)), dfRows(host, ".df-i").map(withShare(host)));
  });
}

Deno.test("a mount that appears later is seen on the next tick", async () => {
  const host = changingHost(recorded("debian-12-odd"));
  const collect = disks.create(contextOf(host));
  const names = async (at: number) => (await collect(tickAt(at)))?.map((disk) => disk.mount_point);
  assert.ok(!(await names(0))?.includes("/mnt/later"));
  host.become(recorded("debian-12-odd.later"));
  assert.ok((await names(1))?.includes("/mnt/later"));
});

Deno.test("read-only mounts are marked", async () => {
  const found = await collectOnce(disks, recorded("debian-12-odd"));
  const read_only = found?.filter((disk) => disk.read_only).map((disk) => disk.mount_point);
  assert.deepEqual(read_only, ["/mnt/read-only", "/mnt/squash"]);
});

const space = (blocks: number): StatVfs => ({
  block_size: 1024,
  blocks,
  blocks_free: blocks / 2,
  blocks_available: blocks / 2,
  inodes: 0,
  inodes_free: 0,
});

Deno.test("a mount that does not answer holds one call and none of the others", async () => {
  const dead = Promise.withResolvers<StatVfs>();
  let calls = 0;
  const host = memoryHost({
    "/proc/self/mountinfo": [
      "1 0 8:1 / / rw - ext4 /dev/sda1 rw",
      "2 1 0:40 / /mnt/dead rw - nfs4 server:/export rw",
    ].join("\n"),
  });
  host.statvfs = (path) => {
    if (path === "/") return Promise.resolve(space(100));
    calls++;
    return dead.promise;
  };
  const collect = disks.create(contextOf(host));
  const run = async (at: number) => {
    const tick = tickAt(at);
    const found = await collect({ ...tick, signal: AbortSignal.timeout(5) });
    return { mounts: found?.map((disk) => disk.mount_point), missing: tick.missing };
  };
  for (let round = 0; round < 3; round++) {
    const { mounts, missing } = await run(round);
    assert.deepEqual(mounts, ["/"]);
    assert.deepEqual(missing, [
      'Cannot ask "/mnt/dead" for space: no answer; the server behind it may be gone',
    ]);
  }
  assert.equal(calls, 1);

  dead.resolve(space(200));
  await dead.promise;
  const { mounts, missing } = await run(3);
  assert.deepEqual([mounts, missing, calls], [["/", "/mnt/dead"], [], 2]);
});

Deno.test("an ignored mount is neither asked nor listed, and a copy of it does not take its place", async () => {
  const asked: string[] = [];
  const host = memoryHost({
    "/proc/self/mountinfo": [
      "1 0 8:1 / / rw - ext4 /dev/sda1 rw",
      "2 1 0:40 / /mnt/slow rw - nfs4 server:/export rw",
      "3 1 0:40 /sub /mnt/slow-copy rw - nfs4 server:/export rw",
    ].join("\n"),
  });
  host.statvfs = (path) => {
    asked.push(path);
    return Promise.resolve(space(100));
  };
  const found = await disks.create(contextOf(host, ["/mnt/slow"]))(tickAt(0));
  assert.deepEqual(found?.map((disk) => disk.mount_point), ["/"]);
  assert.deepEqual(asked, ["/", "/mnt/slow-copy"]);
});

Deno.test("sizes no reply can carry are cut to the largest that fits", async () => {
  const huge: StatVfs = { ...space(2 ** 54), inodes: 2 ** 64, inodes_free: 2 ** 64 };
  const host = memoryHost({ "/proc/self/mountinfo": "1 0 0:50 / / rw - fuse.s3 s3 rw" }, { "/": huge });
  const [disk] = await collectOnce(disks, host) ?? [];
  assert.deepEqual([disk?.total_bytes, disk?.inodes_total], [
    Number.MAX_SAFE_INTEGER,
    Number.MAX_SAFE_INTEGER,
  ]);
});
