import type { Options } from "../../option.ts";

/** Options that say which alerts are meant; the values are those of the contract. */
export const FILTERS = {
  severity: {
    type: "choice",
    value: "SEVERITY",
    choices: ["info", "warning", "error", "critical"],
    summary: "Only info, warning, error or critical ones",
  },
  category: {
    type: "choice",
    value: "CATEGORY",
    choices: [
      "cpu",
      "memory",
      "disk",
      "apt",
      "cve",
      "service",
      "system",
      "network",
      "user",
      "pressure",
    ],
    summary: "Only of cpu, memory, disk, apt, cve, service, system, network, user or pressure",
  },
  subject: { type: "text", value: "SUBJECT", summary: "Only about SUBJECT: a mount point, a user, a unit" },
} as const satisfies Options;

/** Where an alert may be in its life; the values are those of the contract. */
export const STATUS = {
  status: {
    type: "choice",
    value: "STATUS",
    choices: ["active", "acknowledged", "resolved", "dismissed"],
    summary: "Only active, acknowledged, resolved or dismissed ones",
  },
} as const satisfies Options;
