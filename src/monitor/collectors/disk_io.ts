import { defineCollector } from "../collector.ts";
import { lines, numbers, words } from "../proc_text.ts";
import { createRates } from "../rates.ts";

/**
 * A sector of /proc/diskstats is 512 bytes whatever the device's own sector is (Documentation/admin-guide/iostats.rst).
 */
const SECTOR_BYTES = 512;

/** What went to and from each whole device that was ever used. */
export const diskIo = defineCollector({
  name: "disk_io",
  help: "Bytes and operations of each block device since the tick before",
  reads: ["/proc/diskstats", "/sys/class/block"],
  rates: true,
  create({ host }) {
    const rates = createRates();
    const partitions = new Map<string, boolean>();
    const isPartition = (device: string): boolean => {
      const known = partitions.get(device);
      if (known !== undefined) return known;
      // The kernel writes the slash of "cciss/c0d0" so in sysfs.
      const found = host.read(`/sys/class/block/${device.replaceAll("/", "!")}/partition`) !== null;
      partitions.set(device, found);
      return found;
    };
    return ({ steady_ms }) => {
      const text = host.readText("/proc/diskstats");
      if (text === null) return null;
      const devices = [];
      for (const line of lines(text)) {
        const [, , device = "", ...columns] = words(line);
        const [reads = 0, , read_sectors = 0, , writes = 0, , written_sectors = 0, , , busy_ms = 0] = numbers(
          columns.join(" "),
        );
        if ((reads === 0 && writes === 0) || isPartition(device)) continue;
        const counters = [
          read_sectors * SECTOR_BYTES,
          written_sectors * SECTOR_BYTES,
          reads,
          writes,
          busy_ms,
        ];
        const [
          read_bytes_per_second = 0,
          write_bytes_per_second = 0,
          reads_per_second = 0,
          writes_per_second = 0,
          busy = 0,
        ] = rates.update(device, counters, steady_ms);
        devices.push({
          device,
          read_bytes_per_second,
          write_bytes_per_second,
          reads_per_second,
          writes_per_second,
          busy_percent: Math.min(100, Math.round(busy * 10) / 100),
        });
      }
      rates.forgetOthers(steady_ms);
      return devices;
    };
  },
});
