import assert from "node:assert/strict";

import { packageSources } from "../../../src/packages/package_sources.ts";
import { PACKAGE_PLACES, watchedPlaces } from "../../../src/packages/places.ts";

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

Deno.test("places: databases that pacman.conf puts elsewhere are watched, too", () => {
  const root = Deno.makeTempDirSync();
  try {
    const plain = watchedPlaces(root);
    assert.ok(plain.includes("/var/lib/pacman/local") && plain.includes("/etc/pacman.conf"));
    Deno.mkdirSync(`${root}/etc`);
    Deno.writeTextFileSync(`${root}/etc/pacman.conf`, "[options]\n#DBPath = /no\n DBPath = /srv/pacman/ \n");
    const further = watchedPlaces(`${root}/`).filter((place) => !plain.includes(place));
    assert.deepEqual(further, ["/srv/pacman/local", "/srv/pacman/sync"]);
  } finally {
    Deno.removeSync(root, { recursive: true });
  }
});
