import assert from "node:assert/strict";
import { UnreadReplies } from "../../../src/ipc/raw/unread_replies.ts";

/** A bound of 100,000 bytes, and a clock that goes on with each look for room. */
function bound() {
  let now = 0;
  const clock = { wall: () => 0, steady: () => now };
  const unread = new UnreadReplies(() => 100_000, clock, (ms) => Promise.resolve(void (now += ms)));
  return { unread, clock, goOn: (ms: number) => (now += ms) };
}

Deno.test("there is room until the bound is reached, and again when a reply is written", async () => {
  const { unread } = bound();
  const written = [60_000, 60_000].map((bytes) =>
    unread.hold(bytes, () => assert.fail("no client is cut off"))
  );
  assert.equal(unread.full, true);
  const room = unread.room();
  for (const one of written) one();
  await room;
  assert.equal(unread.bytes, 0);
});

Deno.test("those that have not been read for longest are cut off, and no more than is needed", async () => {
  const { unread, goOn } = bound();
  const cut: string[] = [];
  const written = ["first", "second", "third"].map((name) => {
    goOn(10);
    return unread.hold(40_000, () => void cut.push(name));
  });
  await unread.room();
  assert.deepEqual(cut, ["first"]);
  for (const one of written) one();
  assert.equal(unread.bytes, 0);
});

Deno.test("a client is not cut off before it had time to read", async () => {
  const { unread, clock } = bound();
  let cut_ms = 0;
  unread.hold(100_000, () => (cut_ms = clock.steady()));
  await unread.room();
  assert(cut_ms >= 100);
});

Deno.test("those who wait are let in one by one, each counted before the next", async () => {
  const { unread } = bound();
  unread.hold(100_000, () => {});
  let most = 0;
  await Promise.all([1, 2, 3, 4].map(async () => {
    await unread.room();
    unread.hold(100_000, () => {});
    most = Math.max(most, unread.bytes);
  }));
  assert.equal(most, 100_000);
});

Deno.test("a small reply does not count, and its client is never cut off for it", async () => {
  const { unread, goOn } = bound();
  unread.hold(4096, () => assert.fail("it is cut off"));
  assert.equal(unread.bytes, 0);
  unread.hold(100_000, () => {});
  goOn(1000);
  await unread.room();
});
