import type { OutputOf, PackageInfo, PackageSummary } from "../../../src/contract/mod.ts";

/** A package as a list has it. */
export const packageSummary: PackageSummary = {
  name: "vim",
  architecture: "amd64",
  version: "2:9.0.1378-2",
  description: "Vi IMproved - enhanced vi editor",
  source: "debian",
  installed: true,
  manual: true,
  upgradable: true,
};

/** The same package with all that is known of it. */
export const packageInfo: PackageInfo = {
  ...packageSummary,
  installed_version: "2:9.0.1378-2",
  candidate_version: "2:9.0.1378-2+deb12u2",
  section: "editors",
  origin: "Debian:stable",
  source_name: "vim",
  source_version: "2:9.0.1378-2",
  installed_bytes: 3_738_624,
  download_bytes: 1_567_000,
  held: true,
  depends: ["vim-common (= 2:9.0.1378-2)", "vim-runtime (= 2:9.0.1378-2)", "libacl1 (>= 2.2.23)", "libc6"],
  tags: ["devel::editor", "role::program"],
  architectures: ["amd64", "i386"],
};

/** An update of each kind, and a host that wants a reboot. */
export const packageUpdates: OutputOf<"packages.updates"> = {
  items: [
    {
      name: "libssl3",
      architecture: "amd64",
      current: "3.0.9-1",
      candidate: "3.0.16-1~deb12u1",
      origin: "Debian:stable-security",
      download_bytes: 2_031_000,
      security: true,
      held: true,
      kept_back: false,
      phased: null,
    },
    {
      name: "own",
      architecture: "all",
      current: "1",
      candidate: "2",
      origin: "",
      download_bytes: null,
      security: false,
      held: false,
      kept_back: false,
      phased: { percentage: 30, held_back: true },
    },
  ],
  total: 2,
  security: 1,
  lists: {
    count: 4,
    made_at: "2026-11-12T08:00:00.000Z",
    fetched_at: null,
    age_days: 9,
    message: "Lists are 9 days old",
  },
  reboot_required: true,
  reboot_reasons: ["The kernel 6.1.0-14-amd64 is installed, 6.1.0-13-amd64 runs"],
  services_restart: [{ service: "ssh.service", files: ["/usr/lib/x86_64-linux-gnu/libssl.so.3"] }],
  services_restart_message: "The daemon may not look into 2 services of other users",
  checked_at: "2026-11-21T08:00:00.000Z",
  stale_since: "2026-11-21T09:00:00.000Z",
  message: "the worker is dead",
  problems: [
    { file: "/etc/apt/preferences", line: 3, reason: "a pin of nothing" },
    { file: "/etc/apt/apt.conf", line: 0, reason: "it is not a file" },
  ],
};

/** A host with broken packages. */
export const packageConflicts: OutputOf<"packages.conflicts"> = {
  direct: [{ package: "libcurl4", relation: "Depends", wants: "libssl3 (>= 3.0.0)" }],
  states: [{ package: "tar", state: "reinstreq" }],
  transitive: ["curl", "libcurl4"],
};

/** A chain of two steps. */
export const packageWhy: OutputOf<"packages.why"> = {
  package: "libssl3",
  reason: "needed",
  chain: [
    { package: "curl", relation: "Depends", wants: "libcurl4 (= 7.88.1-10)" },
    { package: "libcurl4", relation: "Depends", wants: "libssl3 (>= 3.0.0)" },
  ],
};

/** An upgrade by apt, a removal by dpkg alone, and a log that cannot be read. */
export const packageHistory: OutputOf<"packages.history"> = {
  items: [
    {
      at: "2026-11-21T07:58:51.000Z",
      action: "upgrade",
      name: "libssl3",
      architecture: "amd64",
      from: "3.0.14-1",
      to: "3.0.15-1",
      source: "debian",
      command: "apt-get upgrade",
      user: "alice",
    },
    {
      at: "2026-11-20T18:00:00.000Z",
      action: "remove",
      name: "telnet",
      architecture: "all",
      from: "0.17",
      to: null,
      source: "debian",
      command: null,
      user: null,
    },
  ],
  total: 12,
  problems: [{ file: "/var/log/apt/history.log", line: 0, reason: "permission denied" }],
};
