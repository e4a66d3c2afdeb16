/**
 * Releases by every name that a feed may have for them: the codename first, then the ecosystem of OSV
 * (ossf.github.io/osv-schema, "Defined ecosystems").
 */
const RELEASES: readonly (readonly string[])[] = [
  ["buster", "Debian:10"],
  ["bullseye", "Debian:11"],
  ["bookworm", "Debian:12"],
  ["trixie", "Debian:13"],
  ["forky", "Debian:14"],
  ["bionic", "Ubuntu:18.04:LTS"],
  ["focal", "Ubuntu:20.04:LTS"],
  ["jammy", "Ubuntu:22.04:LTS"],
  ["noble", "Ubuntu:24.04:LTS"],
  ["plucky", "Ubuntu:25.04"],
  ["questing", "Ubuntu:25.10"],
];

/** Every name of the release that is meant: `Debian:12` is bookworm, `Ubuntu:24.04` is noble and an LTS. */
export function suiteNames(suite: string): readonly string[] {
  const plain = suite.toLowerCase();
  const known = RELEASES.find((names) =>
    names.some((name) => name.toLowerCase() === plain || name.toLowerCase() === `${plain}:lts`)
  );
  return known === undefined ? [suite] : known.includes(suite) ? known : [...known, suite];
}

/**
 * Which release a host has, by its os-release(5); null where that does not say. A distribution without releases, as
 * Arch is one, goes by its own name.
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
  return fields.get("VERSION_CODENAME") ||
    (ecosystem !== undefined && version !== "" ? `${ecosystem}:${version}` : id || null);
}
