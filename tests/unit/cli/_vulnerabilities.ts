import type { Feed, Finding } from "../../../src/contract/mod.ts";

/** A feed of the Debian security tracker that is two days old. */
export const feed: Feed = {
  name: "debian-tracker",
  format: "debian-tracker",
  suite: "bookworm",
  entries: 67_170,
  imported_at: "2026-11-20T12:00:00.000Z",
  published_at: "2026-11-19T12:00:00.000Z",
  age_seconds: 172_800,
  stale: false,
  in_force: true,
};

const FOUND = { package: "vim", version: "2:9.0.1378-2", source: "vim" };

/** Findings of three kinds. */
export const findings: Finding[] = [
  { ...FOUND, id: "CVE-2023-4752", verdict: "unfixed", fixed_version: null, severity: "low" },
  {
    ...FOUND,
    id: "CVE-2026-0001",
    verdict: "fixable",
    fixed_version: "2:9.0.1378-2+deb12u2",
    severity: "critical",
  },
  { ...FOUND, id: "CVE-2026-0002", verdict: "undetermined", fixed_version: null, severity: "medium" },
];
