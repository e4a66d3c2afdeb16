import { defineRule, type Facts, type Measured, type Seen } from "../rule.ts";
import { bytes, figure, lines, name, percent, word } from "./_text.ts";

type Disk = NonNullable<Facts["disk"]>;

/** File systems that are made full and stay so: nothing can be done about it. */
const ALWAYS_FULL: ReadonlySet<string> = new Set(["iso9660", "squashfs", "erofs", "cramfs", "romfs"]);

/** Space used on each mount, as df(1) counts it. */
export const disk = defineRule({
  name: "disk",
  summary: "Space used, each mount",
  kind: "system",
  category: "disk",
  metric: "disk_usage_percent",
  unit: "percent",
  comparison: "at_least",
  warning: 80,
  critical: 95,
  for_seconds: 0,
  hysteresis: 2,
  read: (seen) => readDisks(seen, (disk) => disk.usage_percent),
  text: ({ subject, value, facts }) => ({
    message: `Disk usage of ${name(subject)} is ${percent(value)}`,
    description: describe(
      facts.disk,
      (disk) => `${bytes(disk.available_bytes)} of ${bytes(disk.total_bytes)} left`,
    ),
    recommendation: `See what takes the space: du -xh --max-depth=1 ${word(subject)} | sort -h; ` +
      `files deleted but still open: lsof -nP +L1 ${word(subject)}`,
  }),
  gone: unmounted,
});

/** Inodes used on each mount; a file system without a fixed number of them has no value. */
export const inodes = defineRule({
  name: "inodes",
  summary: "Inodes used, each mount",
  kind: "system",
  category: "disk",
  metric: "disk_inodes_usage_percent",
  unit: "percent",
  comparison: "at_least",
  warning: 85,
  critical: 95,
  for_seconds: 0,
  hysteresis: 2,
  read: (seen) => readDisks(seen, (disk) => disk.inodes_usage_percent),
  text: ({ subject, value, facts }) => ({
    message: `Inode usage of ${name(subject)} is ${percent(value)}`,
    description: describe(
      facts.disk,
      (disk) => `${figure(disk.inodes_total - disk.inodes_used)} of ${figure(disk.inodes_total)} inodes left`,
    ),
    recommendation: `See where the files are: du -x --inodes --max-depth=1 ${word(subject)} | sort -n`,
  }),
  gone: unmounted,
});

function readDisks({ sample, ran }: Seen, valueOf: (disk: Disk) => number | null): Measured {
  const readings = sample.disks.filter((disk) => !isAlwaysFull(disk)).flatMap((disk) => {
    const value = valueOf(disk);
    return value === null ? [] : [{ subject: disk.mount_point, value, facts: { disk } }];
  });
  return { readings, complete: ran("disks") };
}

/** UDF is on discs that are written once, and on disks like any other. */
function isAlwaysFull({ fs_type, read_only }: Disk): boolean {
  return ALWAYS_FULL.has(fs_type) || (fs_type === "udf" && read_only);
}

function describe(disk: Disk | undefined, left: (disk: Disk) => string): string {
  if (disk === undefined) return "";
  const state = disk.read_only ? ", read-only" : "";
  return lines(`Device ${name(disk.device)} (${disk.fs_type}${state}): ${left(disk)}`);
}

function unmounted(subject: string): string {
  return `${name(subject)} is not mounted any more`;
}
