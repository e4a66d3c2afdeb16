/**
 * Releases by every name that a feed may have for them: the codename first, then the ecosystem of OSV
 * (ossf.github.io/osv-schema, "Defined ecosystems").
 */
const RELEASES: readonly (readonly string[])[] = [
  ["stretch", "Debian:9"],
  ["buster", "Debian:10"],
  ["bullseye", "Debian:11"],
  ["bookworm", "Debian:12"],
  ["trixie", "Debian:13"],
  ["forky", "Debian:14"],
  ["trusty", "Ubuntu:14.04:LTS"],
  ["xenial", "Ubuntu:16.04:LTS"],
  ["bionic", "Ubuntu:18.04:LTS"],
  ["focal", "Ubuntu:20.04:LTS"],
  ["jammy", "Ubuntu:22.04:LTS"],
  ["noble", "Ubuntu:24.04:LTS"],
  ["plucky", "Ubuntu:25.04"],
  ["questing", "Ubuntu:25.10"],
  ["resolute", "Ubuntu:26.04:LTS"],
];

/** Every name of the release that is meant: `Debian:12` is bookworm, `Ubuntu:24.04` is noble and an LTS. */
export function suiteNames(suite: string): readonly string[] {
  const known = knownRelease(suite);
  return known === undefined ? [suite] : known.includes(suite) ? known : [...known, suite];
}

/** The codename of another release than a suite's, where a file is called by one: `trixie`, `noble.gz`. */
export function otherReleaseOf(file: string, suite: string): string | null {
  const [stem = ""] = file.slice(file.lastIndexOf("/") + 1).split(".");
  const [codename] = knownRelease(stem) ?? [];
  return codename === undefined || suiteNames(suite).includes(codename) ? null : codename;
}

function knownRelease(name: string): readonly string[] | undefined {
  const plain = name.toLowerCase();
  return RELEASES.find((names) =>
    names.some((one) => one.toLowerCase() === plain || one.toLowerCase() === `${plain}:lts`)
  );
}

/**
 * Which release a host has, by its os-release(5); null where that does not say. One that is made of Debian or Ubuntu,
 * as Linux Mint is, goes by theirs; a distribution without releases, as Arch is one, by its own name.
 */
export function suiteOf(os_release: string): string | null {
  const fields = new Map(
    os_release.split("\n").map((line) => {
      const [, name = "", value = ""] = /^([A-Z_]+)=["']?(.*?)["']?\s*$/.exec(line) ?? [];
      return [name, value];
    }),
  );
  const [id, version] = [fields.get("ID") ?? "", fields.get("VERSION_ID") ?? ""];
  const ecosystem = { debian: "Debian", ubuntu: "Ubuntu" }[id];
  return fields.get("UBUNTU_CODENAME") || fields.get("DEBIAN_CODENAME") || fields.get("VERSION_CODENAME") ||
    (ecosystem !== undefined && version !== "" ? `${ecosystem}:${version}` : id || null);
}
