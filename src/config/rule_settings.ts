import { z } from "zod";
import { about } from "./about.ts";

const limits = (unit: string) => ({
  warning: z.number().nonnegative().optional().describe(`Raises a warning at or above, ${unit}`),
  critical: z.number().nonnegative().optional().describe(`Raises a critical alert at or above, ${unit}`),
  enabled: z.boolean().optional(),
});

const for_seconds = z.int().min(0).max(86_400).optional().describe(
  "How long it must last before it is raised",
);
const hysteresis = z.number().min(0).optional().describe("How far below the threshold it must fall to end");

/** A rule's settings; what is not given comes from the rule itself (src/alerts/rules). */
export const rule = (unit: string, summary: string) => {
  const thresholds = limits(unit);
  return z.strictObject({
    ...thresholds,
    for_seconds,
    hysteresis,
    subjects: z.record(z.string(), z.strictObject(thresholds)).optional()
      .describe("Other thresholds for one mount point or user"),
  }).prefault({}).meta(about(summary, "live", { unit }));
};
