import type { Health } from "../../contract/mod.ts";
import { diskFilling } from "../causes/disk_filling.ts";
import { type Growth, GROWTH_SERIES, growthOf, growthTold } from "../disk_growth.ts";
import { factsFrom } from "../fact.ts";
import { say, type Sentence } from "../sentence.ts";
import { defineTopic } from "../topic.ts";
import { courseOf } from "../course.ts";

/** Mounts told of, where they are not as good as empty; more only where they are this full. */
const NAMED = 3;
const LEAST_PERCENT = 1;
const FULL_PERCENT = 80;

/** How full the file systems are, and what the devices do. */
export const disk = defineTopic({
  name: "disk",
  about: "disks and file systems",
  example: "Is the disk filling?",
  words: [
    "disk",
    "disks",
    "drive",
    "drives",
    "storage",
    "space",
    "full",
    "filling",
    "mount",
    "mounts",
    "filesystem",
    "filesystems",
    "inode",
    "inodes",
    "io",
  ],
  needs: ["health", "hour", "day"],
  series: ["disk_usage_percent", GROWTH_SERIES],
  further: ["disk_filling"],
  say: (known) => {
    const { health } = known;
    if (health === null) return [];
    const fullest = health.disks.toSorted((a, b) => b.usage_percent - a.usage_percent);
    const named = fullest.filter(({ usage_percent }, index) =>
      index === 0 || usage_percent >= (index < NAMED ? LEAST_PERCENT : FULL_PERCENT)
    );
    const [first] = named;
    return [
      ...named.map((one, index) => {
        const is_calm = index === 0 && diskFilling.find(known).length === 0;
        return say`${is_calm ? CALM : []}${spaceOf(one, health)}${grown(growthOf(one, known))}`;
      }),
      ...(first === undefined ? [] : courseOf(known, {
        series: "disk_usage_percent",
        subject: first.mount_point,
        what: say`the usage of ${mountName(first, health)}`,
      })),
      ...inodesOf(health),
      ...trafficOf(health),
    ];
  },
});

const CALM = ["No file system is about to fill up: "];

function grown(growth: Growth | null): Sentence {
  return growth === null ? [] : say`; it ${growthTold(growth)}`;
}

type Disk = Health["disks"][number];

function mountName({ mount_point }: Disk, { taken_at }: Health) {
  return factsFrom({ source: "health.get", at: taken_at }).name("mount point", mount_point);
}

function spaceOf(disk: Disk, health: Health): Sentence {
  const { figure } = factsFrom({ source: "health.get", at: health.taken_at });
  const { mount_point, usage_percent, available_bytes, total_bytes } = disk;
  return say`${mountName(disk, health)} is ${
    figure("disk usage", usage_percent, "percent", mount_point)
  } full: ${figure("space available", available_bytes, "bytes", mount_point)} of ${
    figure("space", total_bytes, "bytes", mount_point)
  } is available`;
}

function inodesOf(health: Health): Sentence[] {
  const { figure } = factsFrom({ source: "health.get", at: health.taken_at });
  return health.disks.flatMap((one) =>
    one.inodes_usage_percent === null || one.inodes_usage_percent < FULL_PERCENT ? [] : [
      say`${mountName(one, health)} has used ${
        figure("inodes used", one.inodes_usage_percent, "percent", one.mount_point)
      } of its inodes`,
    ]
  );
}

/** The busiest device. */
function trafficOf(health: Health): Sentence[] {
  const { figure, name } = factsFrom({ source: "health.get", at: health.taken_at });
  const [busiest] = health.disk_io.toSorted((a, b) => b.busy_percent - a.busy_percent);
  if (busiest === undefined) return [];
  const { device, busy_percent, read_bytes_per_second, write_bytes_per_second } = busiest;
  return [
    say`The busiest device is ${name("device", device)}, busy ${
      figure("time with requests", busy_percent, "percent", device)
    } of the time: it reads ${
      figure("bytes read", read_bytes_per_second, "bytes_per_second", device)
    } and writes ${figure("bytes written", write_bytes_per_second, "bytes_per_second", device)}`,
  ];
}
