import assert from "node:assert/strict";
import { type Client, pages, paginate } from "../../../src/client/mod.ts";

/** A list in pages of two; remembers the inputs. */
function lister(items: number, cursorOf = (next: number) => String(next)) {
  const inputs: object[] = [];
  const call = (_name: string, input: { cursor?: string }) => {
    inputs.push(input);
    const begin = Number(input.cursor ?? 0);
    const end = Math.min(begin + 2, items);
    return Promise.resolve({
      items: Array.from({ length: end - begin }, (_, index) => ({ id: begin + index })),
      next_cursor: end < items ? cursorOf(end) : null,
    });
  };
  return { inputs, client: { call: call as unknown as Client["call"] } };
}

Deno.test("every item of every page, in order, the filters with each request", async () => {
  const { client, inputs } = lister(5);
  const items = await Array.fromAsync(paginate(client, "alerts.list", { open: true }));
  assert.deepEqual(items, [0, 1, 2, 3, 4].map((id) => ({ id })));
  assert.deepEqual(inputs, [{ open: true }, { open: true, cursor: "2" }, { open: true, cursor: "4" }]);
});

Deno.test("an empty list is one request", async () => {
  const { client, inputs } = lister(0);
  assert.deepEqual(await Array.fromAsync(paginate(client, "users.list", {})), []);
  assert.equal(inputs.length, 1);
});

Deno.test("pages nobody asks for are not fetched", async () => {
  const { client, inputs } = lister(100);
  for await (const page of pages(client, "processes.list", {})) {
    assert.equal(page.items.length, 2);
    break;
  }
  assert.equal(inputs.length, 1);
});

Deno.test("a cursor that leads nowhere is a bad reply, not a loop", async () => {
  const { client } = lister(100, () => "2");
  await assert.rejects(Array.fromAsync(paginate(client, "alerts.list", {})), { code: "BAD_REPLY" });
});
