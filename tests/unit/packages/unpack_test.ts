import assert from "node:assert/strict";
import fc from "fast-check";
import { Buffer } from "node:buffer";
import { constants, gzipSync, zstdCompressSync } from "node:zlib";
import { lz4Unpacked } from "../../../src/packages/lz4.ts";
import { unpacked } from "../../../src/packages/unpack.ts";

const fixture = (name: string) => Deno.readFileSync(new URL(`../../fixtures/dpkg/${name}`, import.meta.url));
const XZ = fixture("packages.xz");

function cut(bytes: Uint8Array, size: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < bytes.length; at += size) parts.push(bytes.slice(at, at + size));
  return ReadableStream.from(parts);
}

async function text(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of chunks) parts.push(new Uint8Array(chunk));
  return await new Blob(parts).text();
}

const unpack = (bytes: Uint8Array, size = 65_536) => text(unpacked("a.xz", cut(bytes, size)));

Deno.test("unpack: a recorded .xz has what the .lz4 of the same list has, however it is cut", async () => {
  const whole = await text(lz4Unpacked(cut(fixture("packages.lz4"), 65_536)));
  assert.equal(whole.length, 80_000);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5_000 }), async (size) => {
      assert.equal(await unpack(XZ, size), whole);
    }),
    { numRuns: 10 },
  );
  assert.equal(await unpack(new Uint8Array([...XZ, ...XZ])), whole + whole);
});

Deno.test("unpack: an .xz that is empty, none, followed by noise, cut or damaged anywhere is a RangeError", async () => {
  for (const bad of [new Uint8Array(0), new Uint8Array(200), new Uint8Array([...XZ, 1, 2, 3, 4])]) {
    await assert.rejects(unpack(bad), RangeError);
  }
  await fc.assert(
    fc.asyncProperty(fc.nat(XZ.length - 1), async (end) => {
      await assert.rejects(unpack(XZ.slice(0, end)), RangeError);
    }),
    { numRuns: 50 },
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(XZ.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      await assert.rejects(unpack(XZ.map((byte, i) => i === at ? byte ^ flip : byte)), RangeError);
    }),
    { numRuns: 100 },
  );
});

Deno.test("unpack: an .xz that is left half read does not hold up the next one", async () => {
  for await (const _ of unpacked("a.xz", cut(XZ, 1_000))) break;
  assert.equal((await unpack(XZ)).length, 80_000);
});

Deno.test("unpack: what grows beyond the bound is refused, in every packing; a plain file is as large as it is", async () => {
  const bytes = new Uint8Array(100_000);
  const packed = { "a.gz": gzipSync(bytes), "a.zst": zstdCompressSync(bytes), "a.xz": XZ };
  for (const [name, content] of Object.entries(packed)) {
    await assert.rejects(text(unpacked(name, cut(content, 65_536), 70_000)), /more than 70000 bytes/);
    await text(unpacked(name, cut(content, 65_536), 100_000));
  }
  assert.equal((await text(unpacked("plain", cut(bytes, 65_536), 70_000))).length, 100_000);
});

/** Packed texts with what may stand between them (RFC 1952, section 2.2; RFC 8878, section 3.1.2). */
const ROWS: Readonly<Record<string, readonly Uint8Array[]>> = {
  "a.gz": ["one", "", "two"].map((part) => gzipSync(part)),
  "a.zst": [
    zstdCompressSync("one"),
    zstdCompressSync(""),
    new Uint8Array([0x5f, 0x2a, 0x4d, 0x18, 5, 0, 0, 0, 1, 2, 3, 4, 5]),
    zstdCompressSync("two"),
  ],
};

for (const [name, parts] of Object.entries(ROWS)) {
  const row = new Uint8Array(Buffer.concat(parts));
  const first = parts[0]?.length ?? 0;

  Deno.test(`unpack: ${name} of several parts is all of them, however it is cut`, async () => {
    for (const size of [1, 3, 7, row.length]) {
      assert.equal(await text(unpacked(name, cut(row, size))), "onetwo");
    }
  });

  Deno.test(`unpack: ${name} of which a part is cut, or followed by noise, fails`, async () => {
    for (let end = first + 1; end < first + 8; end++) {
      await assert.rejects(text(unpacked(name, cut(row.slice(0, end), 5))));
    }
    await assert.rejects(text(unpacked(name, cut(new Uint8Array([...row, 1, 2, 3, 4, 5]), 5))));
  });

  Deno.test(`unpack: ${name} that cannot be read fails as its reading does`, async () => {
    const failing = new ReadableStream({
      pull(controller) {
        controller.enqueue(row.slice(0, 2));
        controller.error(new Error("the disk is gone"));
      },
    });
    await assert.rejects(text(unpacked(name, failing)), /the disk is gone/);
  });
}

Deno.test("unpack: a large .zst, of blocks of every kind, is what it was", async () => {
  const bytes = new Uint8Array(1_000_000);
  for (let at = 300_000; at < 600_000; at++) bytes[at] = (at * 2_654_435_761) >>> 13;
  const packed = zstdCompressSync(bytes, { params: { [constants.ZSTD_c_checksumFlag]: 1 } });
  let [at, is_same] = [0, true];
  for await (const chunk of unpacked("a.zst", cut(new Uint8Array([...packed, ...packed]), 50_000))) {
    is_same &&= chunk.every((byte) => byte === bytes[at++ % bytes.length]);
  }
  assert.deepEqual([at, is_same], [2_000_000, true]);
});

Deno.test("unpack: a packing that is not known is told at once", () => {
  assert.throws(() => unpacked("Packages.bz2", cut(XZ, 1_000)), /packed as bz2/);
});
