import { memoryFiles } from "../../../src/packages/files.ts";
import { type DpkgDatabase, readDpkgDatabase } from "../../../src/packages/debian/database.ts";

/** A paragraph of a status file in short. */
export interface Short {
  readonly name: string;
  readonly version?: string;
  readonly architecture?: string;
  readonly status?: string;
  /** Further fields. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** A status file of these packages. */
export function statusText(packages: readonly Short[]): string {
  return packages.map(
    ({ name, version = "1", architecture = "amd64", status = "install ok installed", fields }) => {
      const base = { Package: name, Status: status, Version: version, Architecture: architecture };
      const about = { Maintainer: "nobody <nobody@example.org>", Description: "x" };
      return Object.entries({ ...base, ...about, ...fields }).map(([key, value]) => `${key}: ${value}\n`)
        .join("");
    },
  ).join("\n");
}

/** The database that such a status file makes, on a machine of amd64, with all lists of files there. */
export function database(packages: readonly Short[]): Promise<DpkgDatabase> {
  const info = packages.flatMap(({ name }) => [`${name}.list`, `${name}.md5sums`]);
  return readDpkgDatabase(memoryFiles({
    "/var/lib/dpkg/status": statusText([{ name: "dpkg" }, ...packages]),
    "/var/lib/dpkg/arch": "amd64\ni386\n",
    ...Object.fromEntries(
      ["dpkg.list", "dpkg.md5sums", ...info].map((name) => [`/var/lib/dpkg/info/${name}`, ""]),
    ),
  }));
}
