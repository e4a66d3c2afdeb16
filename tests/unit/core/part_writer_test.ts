import assert from "node:assert/strict";
import { PartWriter } from "../../../src/core/part_writer.ts";

const MEBI = 1_048_576;

Deno.test("all is written, in whatever pieces the file takes it, and never more than 4 MiB wait for the disk", async () => {
  let [written, unsynced, syncs, most] = [0, 0, 0, 0];
  const seen: number[] = [];
  const writer = new PartWriter({
    write: (bytes) => {
      const taken = Math.min(bytes.length, 300_001);
      seen.push(bytes[0] ?? -1, bytes[taken - 1] ?? -1);
      written += taken;
      unsynced += taken;
      return Promise.resolve(taken);
    },
    syncData: () => {
      most = Math.max(most, unsynced);
      unsynced = 0;
      syncs++;
      return Promise.resolve();
    },
  });
  for (let piece = 0; piece < 20; piece++) await writer.write(new Uint8Array(MEBI).fill(piece));
  await writer.flush();
  assert.deepEqual({ written, syncs, most }, { written: 20 * MEBI, syncs: 5, most: 4 * MEBI });
  assert.deepEqual(seen, seen.toSorted((a, b) => a - b));
});

Deno.test("small pieces come to the file together, each byte once and in its place, the last ones at the end", async () => {
  const written: number[] = [];
  let writes = 0;
  const writer = new PartWriter({
    write: (bytes) => {
      writes++;
      for (const byte of bytes) written.push(byte);
      return Promise.resolve(bytes.length);
    },
    syncData: () => Promise.resolve(),
  });
  const given = Array.from({ length: 600_007 }, (_, at) => at % 251);
  for (let at = 0; at < given.length; at += 1_003) {
    const piece = Uint8Array.from(given.slice(at, at + 1_003));
    await writer.write(piece);
    piece.fill(255);
  }
  assert.ok(written.length < given.length);
  await writer.flush();
  await writer.flush();
  assert.deepEqual(written, given);
  assert.equal(writes, 2);
});
