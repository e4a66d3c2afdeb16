import assert from "node:assert/strict";
import { CortexError } from "../../../src/contract/mod.ts";
import { createEndingCalls } from "../../../src/operations/ending_calls.ts";

const callOf = (request_id: string, signal = new AbortController().signal) =>
  ({ request_id, transport: "http", scope: "control", signal }) as const;

/** Work that ends by nothing but its signal. */
const endless = ({ signal }: { readonly signal: AbortSignal }) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

const codeOf = (error: unknown) => error instanceof CortexError ? error.code : String(error);

Deno.test("calls are ended by the id of their request, and no others", async () => {
  const calls = createEndingCalls();
  const [one, same, other] = ["a", "a", "b"].map((id) => calls.run(callOf(id), endless).catch(codeOf));
  assert.equal(calls.end("c"), 0);
  assert.equal(calls.end("a"), 2);
  assert.deepEqual(await Promise.all([one, same]), ["CANCELLED", "CANCELLED"]);
  assert.deepEqual([calls.end("a"), calls.end("b")], [0, 1]);
  assert.equal(await other, "CANCELLED");
});

Deno.test("a call that was ended says so, whatever the part says that it was in", async () => {
  const calls = createEndingCalls();
  const ended = calls.run(
    callOf("a"),
    ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("the worker")))),
  );
  calls.end("a");
  await assert.rejects(ended, { message: "Cannot finish the operation: it was cancelled" });
});

Deno.test("a client that leaves ends its call, with its own reason", async () => {
  const client = new AbortController();
  const left = createEndingCalls().run(callOf("a", client.signal), endless);
  client.abort(new CortexError("TIMEOUT", "Cannot wait longer"));
  assert.equal(await left.catch(codeOf), "TIMEOUT");
});

Deno.test("what a call says and gives is passed on, and forgotten when it is over", async () => {
  const calls = createEndingCalls();
  const told: unknown[] = [];
  const call = { ...callOf("a"), tell: (news: unknown) => void told.push(news) };
  const answer = await calls.run(call, ({ tell, request_id }) => {
    tell?.({ type: "text", text: "one" });
    return request_id;
  });
  assert.deepEqual([answer, told, calls.end("a")], ["a", [{ type: "text", text: "one" }], 0]);
});
