import type { Alert } from "../contract/mod.ts";
import type { Cause, Finding } from "./cause.ts";
import { brokenPackages } from "./causes/broken_packages.ts";
import { clockTrouble } from "./causes/clock_trouble.ts";
import { cpuSaturation } from "./causes/cpu_saturation.ts";
import { descriptorExhaustion } from "./causes/descriptor_exhaustion.ts";
import { diskFilling } from "./causes/disk_filling.ts";
import { failedService } from "./causes/failed_service.ts";
import { forkStorm } from "./causes/fork_storm.ts";
import { inodesExhausted } from "./causes/inodes_exhausted.ts";
import { ioWait } from "./causes/io_wait.ts";
import { memoryPressure } from "./causes/memory_pressure.ts";
import { networkErrors } from "./causes/network_errors.ts";
import { runawayProcess } from "./causes/runaway_process.ts";
import { swapThrash } from "./causes/swap_thrash.ts";
import { updateBacklog } from "./causes/update_backlog.ts";
import { vulnerableService } from "./causes/vulnerable_service.ts";
import { zombieProcesses } from "./causes/zombie_processes.ts";
import type { Known } from "./known.ts";
import type { Topic } from "./topic.ts";

/** Every cause that can be found. */
export const CAUSES: readonly Cause[] = [
  cpuSaturation,
  runawayProcess,
  memoryPressure,
  swapThrash,
  ioWait,
  diskFilling,
  inodesExhausted,
  descriptorExhaustion,
  zombieProcesses,
  failedService,
  updateBacklog,
  forkStorm,
  brokenPackages,
  vulnerableService,
  clockTrouble,
  networkErrors,
];

/** Topics to which any cause is an answer. */
const WIDE = ["overview", "alerts"];
/** Alerts of which one subject has nothing to do with another. */
const APART: readonly Alert["category"][] = ["disk", "service"];
/** Causes told of. */
const NAMED = 3;

/** A cause with what says so. */
export interface Diagnosis extends Finding {
  readonly cause: Cause;
}

/** The causes that can be an answer to questions about these topics. */
export function causesOf(topics: readonly Topic[]): readonly Cause[] {
  if (topics.some(({ name }) => WIDE.includes(name))) return CAUSES;
  return CAUSES.filter((cause) => topics.some(({ name }) => cause.topics.includes(name)));
}

/** The causes that can be behind an alert. */
export function causesBehind({ category }: Pick<Alert, "category">): readonly Cause[] {
  return CAUSES.filter(({ categories }) => categories.includes(category));
}

/** Those of the causes that are to be found, the likeliest first; only those that fit where that is given. */
export function diagnose(
  causes: readonly Cause[],
  known: Known,
  fits: (finding: Finding) => boolean = () => true,
): readonly Diagnosis[] {
  return likeliest(
    causes.flatMap((cause) => cause.find(known).map((finding) => ({ cause, ...finding }))).filter(fits),
  );
}

/** So many as are told of, each once, the likeliest first. */
export function likeliest(found: readonly Diagnosis[]): readonly Diagnosis[] {
  const each = Map.groupBy(found, ({ cause, subject }) => `${cause.name} ${subject}`);
  return [...each.values()].flatMap(([first]) => first === undefined ? [] : [first])
    .toSorted((a, b) => b.score - a.score)
    .slice(0, NAMED);
}

/** What is to be found behind an alert, the likeliest first: of a mount or a unit only what is about that very one. */
export function diagnoseAlert(
  alert: Pick<Alert, "category" | "subject">,
  known: Known,
): readonly Diagnosis[] {
  const apart = APART.includes(alert.category);
  const fits = ({ subject }: Finding) => !apart || subject === "" || subject === alert.subject;
  return diagnose(causesBehind(alert), known, fits);
}
