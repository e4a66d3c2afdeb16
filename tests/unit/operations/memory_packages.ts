import type { OutputOf, PackageSummary } from "../../../src/contract/mod.ts";
import type { Parts } from "../../../src/operations/mod.ts";

const PACKAGE: PackageSummary = {
  name: "vim",
  architecture: "amd64",
  version: "2:9.0",
  description: "Vi IMproved - enhanced vi editor",
  source: "debian",
  installed: true,
  manual: true,
  upgradable: true,
};

const PACKAGE_DETAILS = {
  installed_version: "2:9.0",
  candidate_version: "2:9.1",
  section: "editors",
  origin: "Debian:stable",
  source_name: "vim",
  source_version: "2:9.0",
  installed_bytes: 3_738_624,
  download_bytes: 1_500_000,
  held: false,
  kept_back: false,
  depends: ["vim-common (= 2:9.0)", "libc6 (>= 2.36)"],
  tags: ["role::program"],
  architectures: ["amd64"],
};

const COUNTS = { total: 63_682, installed: 789, explicit: 117, updates: 115 };

/** Packages of which there is one, looked at at that time. */
export function memoryPackages(at: string): Parts["packages"] {
  const updates: OutputOf<"packages.updates"> = {
    items: [{
      name: "vim",
      architecture: "amd64",
      current: "2:9.0",
      candidate: "2:9.1",
      origin: "Debian:stable-security",
      download_bytes: 1_500_000,
      security: true,
      held: false,
      kept_back: false,
      phased: null,
    }],
    total: 1,
    security: 1,
    lists: { count: 4, made_at: at, fetched_at: null, age_days: 9, message: "Lists are 9 days old" },
    reboot_required: true,
    reboot_reasons: ["Asked for by linux-base"],
    services_restart: [{ service: "ssh.service", files: ["/usr/sbin/sshd"] }],
    services_restart_message: null,
    checked_at: at,
    stale_since: null,
    message: null,
    problems: [],
  };
  return {
    search: () => ({ items: [PACKAGE], next_cursor: null, total: 1 }),
    suggest: () => ({ items: [PACKAGE.name] }),
    explicit: () => ({ items: [PACKAGE], next_cursor: null, total: 1 }),
    info: () => ({ ...PACKAGE, ...PACKAGE_DETAILS }),
    count: () => COUNTS,
    updates: () => updates,
    conflicts: () => ({
      direct: [{ package: "libcurl4", relation: "Depends", wants: "libssl3 (>= 3.0.0)" }],
      states: [{ package: "mawk", state: "half-installed" }],
      transitive: ["curl", "libcurl4"],
    }),
    why: () => ({
      package: PACKAGE.name,
      reason: "needed",
      chain: [{ package: "editors", relation: "Depends", wants: "vim" }],
    }),
    history: () => ({
      items: [{
        at,
        action: "upgrade",
        name: PACKAGE.name,
        architecture: "amd64",
        from: "2:8.2",
        to: "2:9.0",
        source: "debian",
        command: "apt-get upgrade",
        user: "alice",
      }],
      total: 1,
      problems: [],
    }),
    status: () => ({
      ...COUNTS,
      orphans: 3,
      vulnerabilities: 12,
      runtimes: { node: "22.11.0" },
      sources: ["debian"],
      built_at: at,
      checked_at: at,
      stale_since: null,
      message: null,
      problems: [],
    }),
    cache: {
      stats: () => ({ entries: 1, max_entries: 1000, ttl_seconds: 300, hits: 2, misses: 1 }),
      clear: () => ({ cleared: 1 }),
    },
  };
}
