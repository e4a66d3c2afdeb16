import assert from "node:assert/strict";

import { packageSources } from "../../../src/packages/package_sources.ts";
import { furtherPlaces, PACKAGE_PLACES, watchedPlaces } from "../../../src/packages/places.ts";

Deno.test("places: what a source reads may be read, what is watched is read", () => {
  const isBelow = (path: string, roots: readonly string[]) =>
    roots.some((root) => path === root || path.startsWith(`${root}/`));
  for (const { name, reads } of packageSources) {
    const places = PACKAGE_PLACES.find(({ manager }) => manager === name);
    assert.ok(places !== undefined, name);
    for (const path of reads) assert.ok(isBelow(path, places.reads), path);
    for (const path of places.watches) assert.ok(isBelow(path, places.reads), path);
  }
});

Deno.test("places: what pacman.conf puts elsewhere is watched, and may be read where the host is this one", () => {
  const root = Deno.makeTempDirSync();
  try {
    const plain = watchedPlaces(root);
    assert.ok(plain.includes("/var/lib/pacman/local") && plain.includes("/etc/pacman.conf"));
    assert.deepEqual(furtherPlaces(root), []);
    Deno.mkdirSync(`${root}/etc`);
    const write = (text: string) => Deno.writeTextFileSync(`${root}/etc/pacman.conf`, text);
    write(`[options]
#DBPath = /no
 DBPath = /srv/pacman/${" "}
DBPath = /late
LogFile=/srv/log/pacman.log
[core]
Include = /etc/pacman.d/mirrorlist
Include = /opt/repos/*.conf
`);
    const further = watchedPlaces(`${root}/`).filter((place) => !plain.includes(place));
    assert.deepEqual(further, ["/srv/pacman/local", "/srv/pacman/sync", "/opt/repos"]);
    assert.deepEqual(furtherPlaces(root), [...further, "/srv/log/pacman.log"]);
    write(
      "DBPath = /\nDBPath = ../x\nDBPath = /a/../b\nLogFile = pacman.log\nInclude = /x\nInclude = /a*/b\n",
    );
    assert.deepEqual(furtherPlaces(root), []);
    write("DBPath = /var/lib/pacman/\nLogFile = /var/log/pacman.log\n");
    assert.deepEqual(furtherPlaces(root), []);
  } finally {
    Deno.removeSync(root, { recursive: true });
  }
});
