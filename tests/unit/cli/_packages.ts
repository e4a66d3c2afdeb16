import type { PackageInfo, PackageSummary } from "../../../src/contract/mod.ts";

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
