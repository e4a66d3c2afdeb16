import assert from "node:assert/strict";
import fc from "fast-check";
import { FeedError } from "../../../src/security/feed_error.ts";
import { readFeed } from "../../../src/security/feeds/read_feed.ts";
import { feedBytes } from "../../../src/security/zip.ts";
import { zip, type ZipOptions } from "./_zip.ts";

/** A record of OSV on bookworm's package of a name. */
function record(name: string): string {
  const affected = [{ package: { ecosystem: "Debian:12", name }, versions: ["1"] }];
  return JSON.stringify({ id: `DEBIAN-CVE-2026-${name.length}`, affected });
}

const FILES = { "a.json": record("vim"), "../b.json": record("curl"), "dir/": "", "README.txt": "hello" };

/** Names of the packages that a file of these bytes speaks of. */
async function packagesOf(bytes: Uint8Array): Promise<string[]> {
  const path = Deno.makeTempFileSync();
  try {
    Deno.writeFileSync(path, bytes);
    using file = await Deno.open(path);
    const { advisories } = await readFeed(feedBytes(file), { file: "all.zip", suite: "bookworm" });
    return advisories.map((advisory) => advisory.package);
  } finally {
    Deno.removeSync(path);
  }
}

Deno.test("zip: the records of an archive, packed or stored, with an end of 64 bits or without", async () => {
  const ways: readonly ZipOptions[] = [{}, { method: 0 }, { zip64: true }];
  for (const options of ways) {
    assert.deepEqual(await packagesOf(zip(FILES, options)), ["vim", "curl"], JSON.stringify(options));
  }
  assert.deepEqual(await packagesOf(new TextEncoder().encode(record("vim"))), ["vim"]);
});

Deno.test("zip: what cannot be unpacked, or is too large, is refused by its name", async () => {
  const fails = (bytes: Uint8Array, reason: RegExp) =>
    assert.rejects(packagesOf(bytes), (error) => error instanceof FeedError && reason.test(error.message));
  await fails(zip(FILES, { flags: 1 }), /"a\.json" in it is encrypted/);
  await fails(zip(FILES, { method: 12 }), /"a\.json" in it is packed by an unknown method/);
  await fails(zip({ "bomb.json": " ".repeat(5_000_000) }), /"bomb\.json" in it has more than 4194304 bytes/);
  await fails(
    zip(FILES).map((byte, at) => at === 50 ? byte ^ 255 : byte),
    /"a\.json" in it is cut or damaged/,
  );
  await fails(zip(FILES).subarray(0, -30), /its zip archive is cut or damaged/);
  await fails(zip({}), /it is of no known format/);
});

Deno.test("zip: whatever is damaged or cut, there is an answer or a typed error", async () => {
  const whole = zip(FILES, { zip64: true });
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: whole.length - 1 }),
      fc.nat({ max: 255 }),
      fc.boolean(),
      async (at, byte, cut) => {
        const bytes = cut ? whole.subarray(0, at) : whole.map((one, place) => place === at ? byte : one);
        await packagesOf(bytes).catch((error) => assert.ok(error instanceof FeedError, String(error)));
      },
    ),
    { numRuns: 300 },
  );
});
