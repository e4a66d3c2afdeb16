import type { Rule } from "./rule.ts";
import { cpu, load } from "./rules/cpu.ts";
import { descriptors } from "./rules/descriptors.ts";
import { disk, inodes } from "./rules/disk.ts";
import { memory, swap } from "./rules/memory.ts";
import { brokenPackages, rebootRequired, securityUpdates, staleLists } from "./rules/packages.ts";
import { cpuPressure, ioPressure, memoryPressure } from "./rules/pressure.ts";
import { services } from "./rules/services.ts";
import { userCpu, userMemory } from "./rules/users.ts";

/** Every rule there is; `deno task golden` makes each a section of the configuration. */
export const RULES: readonly Rule[] = [
  cpu,
  load,
  memory,
  swap,
  disk,
  inodes,
  cpuPressure,
  memoryPressure,
  ioPressure,
  descriptors,
  services,
  securityUpdates,
  brokenPackages,
  rebootRequired,
  staleLists,
  userCpu,
  userMemory,
];
