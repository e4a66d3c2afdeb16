import type { Figure } from "../core/sample.ts";
import type { AnyCollector } from "./collector.ts";
import { cpu } from "./collectors/cpu.ts";
import { descriptors } from "./collectors/descriptors.ts";
import { diskIo } from "./collectors/disk_io.ts";
import { disks } from "./collectors/disks.ts";
import { host } from "./collectors/host.ts";
import { load } from "./collectors/load.ts";
import { memory } from "./collectors/memory.ts";
import { network } from "./collectors/network.ts";
import { paging } from "./collectors/paging.ts";
import { pressure } from "./collectors/pressure.ts";
import { processes } from "./collectors/processes.ts";
import { swap } from "./collectors/swap.ts";

/** Every collector there is, in the order they run; the one that waits for others comes last. */
export const COLLECTORS: readonly AnyCollector[] = [
  host,
  cpu,
  load,
  memory,
  swap,
  pressure,
  paging,
  diskIo,
  network,
  processes,
  descriptors,
  disks,
];

/** What the figures of all collectors are. */
export const FIGURES: readonly Figure[] = COLLECTORS.flatMap((collector) =>
  "figures" in collector ? Object.entries(collector.figures).map(([name, about]) => ({ name, ...about })) : []
);
