import assert from "node:assert/strict";
import type { LlamaContext, LlamaSequence } from "../../../src/assistant/model/llama_types.ts";
import { createRooms } from "../../../src/assistant/model/rooms.ts";

/** Rooms whose contexts are known by their lengths. */
function open({ second_tokens, memory = Infinity }: { second_tokens: number; memory?: number }) {
  const lengths = new Map<LlamaSequence, number>();
  const disposed: number[] = [];
  const contextOf = (contextSize: number): LlamaContext => ({
    contextSize,
    getSequence: () => {
      const sequence = { nextTokenIndex: 0 } as LlamaSequence;
      lengths.set(sequence, contextSize);
      return sequence;
    },
    dispose: () => {
      disposed.push(contextSize);
      return Promise.resolve();
    },
  });
  const rooms = createRooms({
    context: contextOf(4096),
    makeContext: (tokens) =>
      tokens > memory ? Promise.reject(new Error("no memory")) : Promise.resolve(contextOf(tokens)),
    second_tokens,
  });
  /** Length of the room that a prompt gets. */
  const of = async (keep_prefix: boolean, tokens: number) => lengths.get(await rooms.of(keep_prefix, tokens));
  return { of, disposed };
}

Deno.test("there is one room until another prompt would push out what is to be kept", async () => {
  const { of } = open({ second_tokens: 1024 });
  assert.equal(await of(false, 300), 4096, "nothing is kept there yet");
  assert.equal(await of(true, 900), 4096);
  assert.equal(await of(false, 300), 300);
  assert.equal(await of(true, 900), 4096);
});

Deno.test("the second room is kept, and a longer one takes its place when a prompt needs it", async () => {
  const { of, disposed } = open({ second_tokens: 1024 });
  await of(true, 900);
  assert.deepEqual([await of(false, 300), await of(false, 200), disposed], [300, 300, []]);
  assert.deepEqual([await of(false, 1024), disposed], [1024, [300]]);
});

Deno.test("a prompt that needs more than there is memory for takes the first room, whose prefix is gone then", async () => {
  const { of } = open({ second_tokens: 1024 });
  await of(true, 900);
  assert.deepEqual([await of(false, 1025), await of(false, 300)], [4096, 4096]);
  const full = open({ second_tokens: 1024, memory: 0 });
  await full.of(true, 900);
  assert.equal(await full.of(false, 300), 4096);
});
