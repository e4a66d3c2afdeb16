import { health } from "../../../src/contract/mod.ts";

/** What health tells of a sample alone. */
export const SAMPLE_SHAPE = health().pick({
  host: true,
  cpu: true,
  memory: true,
  disks: true,
  disk_io: true,
  network: true,
  pressure: true,
  processes: true,
  descriptors: true,
});
