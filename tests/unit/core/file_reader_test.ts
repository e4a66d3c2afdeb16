import assert from "node:assert/strict";
import { openFileReader } from "../../../src/core/file_reader.ts";
import { HOSTS, testRecordedHosts } from "./_host_reader_suite.ts";

testRecordedHosts({ name: "the file reader", open: openFileReader });

const ODD = `${HOSTS}debian-12-odd`;

Deno.test("recorded answers of statvfs are given by mount point, odd names included", async () => {
  using reader = openFileReader(ODD);
  assert.deepEqual(await reader.statvfs("/mnt/few inodes"), {
    block_size: 4096,
    blocks: 256,
    blocks_free: 256,
    blocks_available: 256,
    inodes: 20,
    inodes_free: 0,
  });
  assert.equal((await reader.statvfs("/mnt/tab\tand\nnewline"))?.blocks, 512);
  assert.equal((await reader.statvfs("/mnt/latin1-\udce9"))?.blocks, 512);
  assert.equal(await reader.statvfs("/mnt"), null);
});

Deno.test("a host of files that is not there is an error at once", () => {
  assert.throws(() => openFileReader(`${HOSTS}no-such-host`), Deno.errors.NotFound);
});
