import assert from "node:assert/strict";
import { PartWriter } from "../../../src/core/part_writer.ts";

const MEBI = 1_048_576;

Deno.test("all is written, in whatever pieces the file takes it, and never more than 4 MiB wait for the disk", async () => {
  let [written, unsynced, syncs, most] = [0, 0, 0, 0];
  const writer = new PartWriter({
    write: (bytes) => {
      const taken = Math.min(bytes.length, 700_001);
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
  for (let piece = 0; piece < 20; piece++) await writer.write(new Uint8Array(MEBI));
  assert.deepEqual({ written, syncs, most }, { written: 20 * MEBI, syncs: 5, most: 4 * MEBI });
});
