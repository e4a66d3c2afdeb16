import assert from "node:assert/strict";
import { createUserNames, parsePasswd } from "../../../src/monitor/user_names.ts";
import { memoryHost } from "./_hosts.ts";

Deno.test("names come from passwd; of two for one number the first counts", () => {
  const text = "root:x:0:0:root:/root:/bin/sh\ntoor:x:0:0::/root:/bin/sh\n# comment:x:5:\nbroken\n" +
    "+::::::\nwith.dot:*:1001:1001:Full, Name,,:/home/x:/bin/sh\n";
  assert.deepEqual([...parsePasswd(text)], [[0, "root"], [1001, "with.dot"]]);
});

Deno.test("passwd is read when first needed, when a user is missing, and now and then", () => {
  let reads = 0;
  let text = "alice:x:1000:1000::/:/bin/sh\n";
  const users = createUserNames(memoryHost({ "/etc/passwd": () => (reads++, text) }));
  assert.deepEqual([users.nameOf(1000, 0), reads], ["alice", 1]);
  assert.deepEqual([users.nameOf(1000, 299_999), reads], ["alice", 1]);
  text = "ALICE:x:1000:1000::/:/bin/sh\n";
  assert.deepEqual([users.nameOf(1000, 300_000), reads], ["ALICE", 2]);
  assert.deepEqual([users.nameOf(4242, 305_000), reads], ["4242", 2]);
  text += "new:x:4242:1::/:/bin/sh\n";
  assert.deepEqual([users.nameOf(4242, 310_000), reads], ["new", 3]);
});

Deno.test("a host without passwd has users by number", () => {
  assert.equal(createUserNames(memoryHost({})).nameOf(0, 0), "0");
});
