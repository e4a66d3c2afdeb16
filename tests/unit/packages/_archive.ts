/** A small world of two archives and a host, as apt keeps it: for our reader and for apt itself. */

/** Paths on the host and what they hold. */
export type Tree = Readonly<Record<string, string>>;

/** A line of a Packages list. */
export interface Offer {
  readonly name: string;
  readonly version: string;
  readonly architecture?: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** A list under apt's folder: `dists_SUITE_main_binary-ARCH_Packages` of h.example. */
export function list(suite: string, offers: readonly Offer[], architecture = "amd64"): Tree {
  const text = offers.map(({ name, version, architecture: own = architecture, fields }) =>
    Object.entries({
      Package: name,
      Version: version,
      Architecture: own,
      Maintainer: "nobody <nobody@example.org>",
      Filename: `pool/${name}_${version}_${own}.deb`,
      Size: "1000",
      Description: `about ${name}`,
      ...fields,
    }).map(([field, value]) => `${field}: ${value}\n`).join("")
  ).join("\n");
  return {
    [`/var/lib/apt/lists/h.example_debian_dists_${suite}_main_binary-${architecture}_Packages`]: text,
  };
}

/** The Release file of a suite. */
export function release(suite: string, fields: Readonly<Record<string, string>>): Tree {
  const all = {
    Architectures: "amd64 i386",
    Components: "main",
    Date: "Fri, 20 Nov 2026 02:11:10 UTC",
    ...fields,
  };
  const text = Object.entries(all).map(([field, value]) => `${field}: ${value}\n`).join("");
  return { [`/var/lib/apt/lists/h.example_debian_dists_${suite}_Release`]: text };
}

/** Suites with every kind of Release file, automatic, backports, experimental, security, and their sources. */
export const RELEASES: Tree = {
  "/etc/apt/sources.list": ["stable", "security", "backports", "experimental"]
    .map((suite) =>
      `deb [trusted=yes arch=amd64${
        suite === "stable" ? ",i386" : ""
      }] http://h.example/debian ${suite} main\n`
    )
    .join(""),
  ...release("stable", {
    Origin: "Debian",
    Label: "Debian",
    Suite: "stable",
    Codename: "alpha",
    Version: "12.1",
  }),
  ...release("security", {
    Origin: "Debian",
    Label: "Debian-Security",
    Suite: "stable-security",
    Codename: "alpha-security",
    Version: "12",
  }),
  ...release("backports", {
    Origin: "Debian Backports",
    Label: "Debian Backports",
    Suite: "stable-backports",
    Codename: "alpha-backports",
    NotAutomatic: "yes",
    ButAutomaticUpgrades: "yes",
  }),
  ...release("experimental", {
    Origin: "Debian",
    Label: "Debian",
    Suite: "experimental",
    Codename: "rc-buggy",
    NotAutomatic: "yes",
  }),
};
