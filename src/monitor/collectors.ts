import type { Collector } from "./collector.ts";
import type { CollectorName } from "./parts.ts";
import { cpu } from "./collectors/cpu.ts";
import { descriptors } from "./collectors/descriptors.ts";
import { diskIo } from "./collectors/disk_io.ts";
import { disks } from "./collectors/disks.ts";
import { host } from "./collectors/host.ts";
import { load } from "./collectors/load.ts";
import { memory } from "./collectors/memory.ts";
import { network } from "./collectors/network.ts";
import { pressure } from "./collectors/pressure.ts";
import { processes } from "./collectors/processes.ts";
import { swap } from "./collectors/swap.ts";

/** Every collector there is, in the order they run; the one that waits for others comes last. */
export const COLLECTORS: readonly { readonly [N in CollectorName]: Collector<N> }[CollectorName][] = [
  host,
  cpu,
  load,
  memory,
  swap,
  pressure,
  diskIo,
  network,
  processes,
  descriptors,
  disks,
];
