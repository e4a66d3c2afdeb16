import assert from "node:assert/strict";
import { distinctMounts, isListed, readMounts } from "../../../src/monitor/mounts.ts";
import { memoryHost } from "./_hosts.ts";

/** Mount points that df(1) would list of these lines, provided that all of them can be asked. */
function listed(...mountinfo: string[]): string[] {
  const all = readMounts(memoryHost({ "/proc/self/mountinfo": mountinfo.join("\n") }));
  return distinctMounts(all.filter(isListed), all).map((mount) => mount.mount_point);
}

const ROOT = "1 0 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw";

Deno.test("fields before the separator may be any number", () => {
  const [mount] = readMounts(memoryHost({
    "/proc/self/mountinfo":
      "36 35 98:0 /mnt1 /mnt\\0402 ro,noatime master:1 propagate_from:2 - ext3 a\\040b rw,errors=continue\n",
  }));
  assert.deepEqual(mount, {
    id: 36,
    parent_id: 35,
    device_number: "98:0",
    root: "/mnt1",
    mount_point: "/mnt 2",
    device: "a b",
    fs_type: "ext3",
    read_only: true,
  });
});

Deno.test("a device's name may be empty, and lines that are none are left out", () => {
  const all = readMounts(memoryHost({ "/proc/self/mountinfo": "2 1 0:5 / /a rw - tmpfs  rw\nnonsense\n" }));
  assert.deepEqual(all.map(({ device, mount_point }) => [device, mount_point]), [["", "/a"]]);
});

Deno.test("bind mounts give way to the mount of the whole file system", () => {
  assert.deepEqual(listed(ROOT, "2 1 8:1 /srv/data /data rw - ext4 /dev/sda1 rw"), ["/"]);
  // Listed first, because it was mounted before: the place in the list stays, the mount is the other one.
  assert.deepEqual(
    listed(
      ROOT,
      "2 1 8:2 /sub /long/path rw - ext4 /dev/sdb1 rw",
      "3 1 0:9 / /tmp rw - tmpfs tmpfs rw",
      "4 1 8:2 / /mnt rw - ext4 /dev/sdb1 rw",
    ),
    ["/", "/mnt", "/tmp"],
  );
});

Deno.test("a shorter mount point of a deeper folder does not win", () => {
  assert.deepEqual(
    listed(
      ROOT,
      "2 1 8:2 / /var/lib/data rw - ext4 /dev/sdb1 rw",
      "3 1 8:2 /inner /data rw - ext4 /dev/sdb1 rw",
    ),
    ["/", "/var/lib/data"],
  );
});

Deno.test("a device with a path as its name wins over one without", () => {
  assert.deepEqual(
    listed("1 0 8:1 / / rw - ext4 rootfs rw", "2 1 8:1 / /sysroot rw - ext4 /dev/sda1 rw"),
    ["/sysroot"],
  );
});

Deno.test("of two mounts on one folder the one on top is listed", () => {
  const all = readMounts(memoryHost({
    "/proc/self/mountinfo": [
      ROOT,
      "2 1 0:10 / /mnt rw - tmpfs below rw",
      "3 2 0:11 / /mnt rw - tmpfs above rw",
    ].join("\n"),
  }));
  assert.deepEqual(distinctMounts(all, all).map(({ device }) => device), ["/dev/sda1", "above"]);
});

Deno.test("subvolumes are file systems of their own, their bind mounts are not", () => {
  assert.deepEqual(
    listed(
      "1 0 0:30 /root / rw - btrfs /dev/sda2 rw,subvolid=257,subvol=/root",
      "2 1 0:30 /home /home rw - btrfs /dev/sda2 rw,subvolid=258,subvol=/home",
      "3 1 0:30 /home/alice /srv rw - btrfs /dev/sda2 rw,subvolid=258,subvol=/home",
    ),
    ["/", "/home"],
  );
});

Deno.test("two exports of one server are both listed, one export mounted twice is not", () => {
  assert.deepEqual(
    listed(
      ROOT,
      "2 1 0:40 / /a rw - nfs4 server:/a rw",
      "3 1 0:40 / /b rw - nfs4 server:/b rw",
      "4 1 0:40 / /b/again rw - nfs4 server:/b rw",
    ),
    ["/", "/a", "/b"],
  );
});

Deno.test("pseudo file systems and mounts out of sight are not listed", () => {
  const types = ["proc", "sysfs", "devpts", "autofs", "mqueue", "debugfs", "rpc_pipefs", "fusectl", "none"];
  const pseudo = types.map((type, index) =>
    `${index + 10} 1 0:${index + 60} / /${type} rw - ${type} ${type} rw`
  );
  assert.deepEqual(listed(ROOT, ...pseudo, "2 1 0:40 / relative rw - tmpfs tmpfs rw"), ["/"]);
});

Deno.test("a root whose parent is out of sight is still the root", () => {
  assert.deepEqual(
    listed("700 650 0:70 / / rw - overlay overlay rw", "701 700 0:71 / /dev rw - tmpfs tmpfs rw"),
    ["/", "/dev"],
  );
});
