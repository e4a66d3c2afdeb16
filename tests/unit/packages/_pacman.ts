import { gzipSync } from "node:zlib";
import { packTar } from "modern-tar";
import type { Tree } from "./_archive.ts";

/** A `desc` file of these sections. */
export function desc(sections: Readonly<Record<string, string>>): string {
  return Object.entries(sections).map(([name, value]) => `%${name}%\n${value}\n\n`).join("");
}

/** A package in pacman's local database. */
export function local(name: string, version: string, further: Readonly<Record<string, string>> = {}): Tree {
  const text = desc({ NAME: name, VERSION: version, ARCH: "x86_64", SIZE: "4096", ...further });
  return { [`/var/lib/pacman/local/${name}-${version}/desc`]: text };
}

/** A repository's database of these files, as repo-add(8) packs it. */
export async function syncDatabase(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const folders = Object.keys(files).map((path) => `${path.split("/")[0]}/`);
  return gzipSync(
    await packTar([
      ...folders.map((name) => ({ header: { name, type: "directory" as const, size: 0 } })),
      ...Object.entries(files).map(([name, body]) => ({ header: { name, size: body.length }, body })),
    ]),
  );
}

/** A package of the AUR's archive, with what it says beside. */
export function aurLine(name: string, version: string): string {
  return JSON.stringify({
    ID: 1,
    Name: name,
    PackageBaseID: 1,
    PackageBase: name,
    Version: version,
    Description: `about ${name}`,
    OutOfDate: null,
  });
}
