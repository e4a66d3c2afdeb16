import assert from "node:assert/strict";
import fc from "fast-check";
import { lz4Unpacked } from "../../../src/packages/lz4.ts";

async function unpack(bytes: Uint8Array, size = 11): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of lz4Unpacked(cut(bytes, size))) parts.push(part.slice());
  return await new Blob(parts.map((part) => new Uint8Array(part))).text();
}

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

const HEAD = [0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82];
const END = [0, 0, 0, 0];
/** "abcabcabcabc": three literals, then nine bytes copied from three back; then five literals at the end. */
const OVERLAP = [0x35, 0x61, 0x62, 0x63, 3, 0, 0x50, 0x76, 0x77, 0x78, 0x79, 0x7a];
const block = (bytes: readonly number[]) => [bytes.length, 0, 0, 0, ...bytes];
const RECORDED = Deno.readFileSync(new URL("../../fixtures/dpkg/packages.lz4", import.meta.url));

Deno.test("lz4: literals, a copy that overlaps itself, a block that is not packed, a second frame", async () => {
  const frame = [...HEAD, ...block(OVERLAP), ...[2, 0, 0, 0x80, 0x2e, 0x0a], ...END];
  assert.equal(await unpack(new Uint8Array(frame)), "abcabcabcabcvwxyz.\n");
  assert.equal(await unpack(new Uint8Array([...frame, ...frame])), "abcabcabcabcvwxyz.\n".repeat(2));
  assert.equal(await unpack(new Uint8Array(0)), "");
});

Deno.test("lz4: a recorded file with linked blocks, however it is cut", async () => {
  const whole = await unpack(RECORDED, 65_536);
  assert.match(whole, /^Package: /);
  assert.equal(whole.length, 80_000);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5_000 }), async (size) => {
      assert.equal(await unpack(RECORDED, size), whole);
    }),
    { numRuns: 10 },
  );
});

Deno.test("lz4: blocks that point back to those before them, far beyond what is kept of a file", async () => {
  const first = Uint8Array.from({ length: 65_000 }, (_, index) => index * 7919 >> 5);
  // A copy of 65,000 bytes from as far back: 15, and 4 that always are, and the rest in steps of 255.
  const count = 65_000 - 15 - 4;
  const again = [0x0f, 65_000 & 255, 65_000 >> 8, ...Array(Math.floor(count / 255)).fill(255), count % 255];
  const copy = [again.length & 255, again.length >> 8, 0, 0, ...again];
  const frame = [
    ...HEAD,
    65_000 & 255,
    65_000 >> 8,
    0,
    0x80,
    ...first,
    ...Array(30).fill(copy).flat(),
    ...END,
  ];
  let parts = 0;
  for await (const part of lz4Unpacked(cut(new Uint8Array(frame), 10_000))) {
    assert.deepEqual(part, first);
    parts++;
  }
  assert.equal(parts, 31);
});

Deno.test("lz4: what is none, or damaged anywhere, is a RangeError or other bytes, never anything else", async () => {
  for (
    const bad of [[1, 2, 3, 4, 5, 6, 7, 8], HEAD, [...HEAD, ...block(OVERLAP)], [
      ...HEAD,
      ...block([0x00, 9, 9]),
      ...END,
    ]]
  ) {
    await assert.rejects(unpack(new Uint8Array(bad)), RangeError);
  }
  await fc.assert(
    fc.asyncProperty(
      fc.nat(RECORDED.length - 1),
      fc.nat(255),
      fc.nat(RECORDED.length),
      async (at, byte, end) => {
        const damaged = RECORDED.slice(0, end);
        if (at < end) damaged[at] = byte;
        try {
          await unpack(damaged, 65_536);
        } catch (error) {
          assert.ok(error instanceof RangeError, String(error));
        }
      },
    ),
    { numRuns: 200 },
  );
});
