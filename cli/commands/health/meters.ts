import type { Health } from "../../../src/contract/wire.ts";
import type { Fact } from "../../text/facts.ts";
import { bytes, gauge, meter, percent } from "../../text/format.ts";
import { type Piece, styled, type View } from "../../text/paint.ts";

/** Characters of a bar: half of it leaves room for the figures on a terminal of the usual 80 columns. */
const BAR = { wide: 20, narrow: 10, wide_from: 100 } as const;

type Disk = Health["disks"][number];

/** What has a full and an empty: CPU, memory, swap, disks. */
export function meters({ cpu, memory, host, disks }: Health, { columns }: View): Fact[] {
  const size = columns >= BAR.wide_from ? BAR.wide : BAR.narrow;
  const row = (name: string, value: number, pieces: readonly Piece[]): Fact => [
    name,
    [...meter(value, size), "   ", ...pieces],
  ];
  return [
    cpu === null ? absent("CPU") : row("CPU", cpu.usage_percent, [
      `${host.cores} ${host.cores === 1 ? "core" : "cores"}, load ${cpu.load_1.toFixed(2)} ${
        cpu.load_5.toFixed(2)
      } ` +
      cpu.load_15.toFixed(2),
      ...notable("iowait", cpu.iowait_percent),
      ...notable("stolen", cpu.steal_percent),
    ]),
    memory === null ? absent("Memory") : row("Memory", memory.usage_percent, [
      `${bytes(memory.used_bytes)} of ${bytes(memory.total_bytes)}, ${
        bytes(memory.available_bytes)
      } available`,
    ]),
    ...(memory === null || memory.swap_total_bytes === 0 ? [] : [
      row("Swap", memory.swap_usage_percent, [
        `${bytes(memory.swap_used_bytes)} of ${bytes(memory.swap_total_bytes)}`,
      ]),
    ]),
    ...disksWorthShowing(disks).map((disk) =>
      row(`Disk ${disk.mount_point}`, disk.usage_percent, diskFacts(disk))
    ),
  ];
}

/** File systems that live in memory, or are read-only images that are full by nature. */
const UNREMARKABLE = new Set(["tmpfs", "devtmpfs", "ramfs", "squashfs", "efivarfs", "iso9660", "overlay"]);
/** From here on a disk is worth a look. */
export const FILLING_PERCENT = 80;

/**
 * Those a person asks about: one line a device (its shortest mount point), without file systems that are small or
 * full by nature; but the root always, and whatever fills up.
 */
export function disksWorthShowing(disks: readonly Disk[]): Disk[] {
  const shortest = [...disks].sort((a, b) => a.mount_point.length - b.mount_point.length);
  const seen = new Set<string>();
  const worth = shortest.filter((disk) => {
    const known = disk.device.startsWith("/") && seen.has(disk.device);
    seen.add(disk.device);
    const filling = fullest(disk) >= FILLING_PERCENT && !disk.read_only;
    const real = !UNREMARKABLE.has(disk.fs_type) && disk.total_bytes > 0;
    return !known && (disk.mount_point === "/" || filling || real);
  });
  return worth.sort((a, b) => a.mount_point < b.mount_point ? -1 : 1);
}

/** How full a disk is, by space or by inodes. */
export function fullest({ usage_percent, inodes_usage_percent }: Disk): number {
  return Math.max(usage_percent, inodes_usage_percent ?? 0);
}

/** What may be cut stands last. */
function diskFacts(disk: Disk): Piece[] {
  const inodes = disk.inodes_usage_percent ?? 0;
  return [
    ...(disk.read_only ? [styled("faint", "read-only, ")] : []),
    ...(inodes >= FILLING_PERCENT ? [styled(gauge(inodes), `inodes ${percent(inodes)}`), ", "] : []),
    `${bytes(disk.used_bytes)} of ${bytes(disk.total_bytes)}, ${bytes(disk.available_bytes)} free`,
  ];
}

/** A share of the CPU's time that is no work of the host's own, where there is some. */
function notable(name: string, value: number): Piece[] {
  return value >= 1 ? [", ", styled(gauge(value, 10, 30), `${name} ${percent(value)}`)] : [];
}

function absent(name: string): Fact {
  return [name, [styled("faint", "not known")]];
}
