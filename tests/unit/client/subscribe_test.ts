import assert from "node:assert/strict";
import { lineOpener, type OpenLines } from "../../../src/client/line_stream.ts";
import { subscriber } from "../../../src/client/subscribe.ts";
import { CortexError, errorBody, type ErrorCode } from "../../../src/contract/wire.ts";

const pauses: number[] = [];
const timing = {
  now: () => 0,
  sleep: (ms: number) => Promise.resolve(void pauses.push(ms)),
  random: () => 1,
};

const event = (seq: number) => JSON.stringify({ seq });
const ending = (code: ErrorCode) => JSON.stringify({ error: errorBody(new CortexError(code, code)) });

/** One connection: why it cannot be opened, or its cursor and lines. */
type Connection = ErrorCode | readonly [cursor: number | undefined, ...lines: string[]];

/** Opens these connections, one after the other; what was asked for is kept. */
function connections(...all: readonly Connection[]) {
  const targets: string[] = [];
  const open: OpenLines = (_name, { target }) => {
    const next = all[targets.length];
    targets.push(target);
    if (next === undefined) throw new CortexError("INTERNAL", "no more connections");
    if (typeof next === "string") throw new CortexError(next, next);
    const [cursor, ...lines] = next;
    return Promise.resolve({
      cursor,
      lines: (async function* () {
        yield* lines;
      })(),
    });
  };
  return { targets, open };
}

/** Numbers of the events that come until the stream fails, and the code of that. */
async function follow(open: OpenLines, input: object = {}, retry: false | undefined = undefined) {
  const seqs: number[] = [];
  const lost: string[] = [];
  try {
    const subscribe = subscriber(open, retry === false ? { retry } : {}, timing);
    const options = { onLost: ({ code }: CortexError) => void lost.push(code) };
    for await (const item of subscribe("events.stream", input, options)) {
      seqs.push((item as { seq: number }).seq);
    }
  } catch (error) {
    assert(error instanceof CortexError);
    return { seqs, lost, code: error.code };
  }
  return { seqs, lost, code: undefined };
}

Deno.test("where the daemon begins its numbers anew, the stream goes on with those", async () => {
  const { targets, open } = connections([0, event(70), event(71)], [2, event(3), event(4)], "NOT_FOUND");
  const { seqs } = await follow(open, { after: 0 });
  assert.deepEqual(seqs, [70, 71, 3, 4]);
  assert.deepEqual(targets.map((target) => new URL(target, "http://x").searchParams.get("after")), [
    "0",
    "71",
    "4",
  ]);
});

Deno.test("a stream goes on after the last event, and before the first one after the cursor", async () => {
  const { targets, open } = connections(
    [4],
    [4, "", event(5), event(7)],
    "CONNECTION_REFUSED",
    [7, event(8), ending("SHUTTING_DOWN")],
    [8, event(8), event(9), ending("INTERNAL")],
  );
  assert.deepEqual(await follow(open, { types: ["a"] }), {
    seqs: [5, 7, 8, 9],
    lost: ["CONNECTION_LOST", "CONNECTION_LOST", "CONNECTION_REFUSED", "SHUTTING_DOWN"],
    code: "INTERNAL",
  });
  assert.deepEqual(targets.map((target) => target.replace("/v1/events?types=a", "")), [
    "",
    "&after=4",
    "&after=7",
    "&after=7",
    "&after=8",
  ]);
});

Deno.test("what does not pass by itself fails at once", async () => {
  const { open } = connections("INVALID_PARAMS");
  assert.deepEqual(await follow(open), { seqs: [], lost: [], code: "INVALID_PARAMS" });
  const bad = connections([0, "x"]);
  assert.equal((await follow(bad.open)).code, "BAD_REPLY");
});

Deno.test("a daemon that does not answer at first is tried as often as a call, one that did for as long as it takes", async () => {
  const refused: Connection[] = Array.from({ length: 100 }, () => "CONNECTION_REFUSED" as const);
  const never = connections(...refused);
  assert.equal((await follow(never.open)).code, "CONNECTION_REFUSED");
  assert.equal(never.targets.length, 8);
  const once = connections(...refused);
  await follow(once.open, {}, false);
  assert.equal(once.targets.length, 1);
  pauses.length = 0;
  const gone = connections([0], ...refused, [0, event(1)]);
  assert.deepEqual((await follow(gone.open)).seqs, [1]);
  assert.equal(Math.max(...pauses), 1000);
});

Deno.test("a job is read once, to its end", async () => {
  const log = (number: number) => JSON.stringify({ type: "log", line: { number } });
  const { open } = connections([undefined, log(1), log(2)], [
    undefined,
    log(1),
    log(2),
    log(3),
    '{"type":"ended"}',
  ]);
  const got = await Array.fromAsync(subscriber(open, {}, timing)("jobs.stream", { id: "1" }));
  assert.deepEqual(got.map((item) => JSON.stringify(item)), [log(1), log(2), log(3), '{"type":"ended"}']);
});

Deno.test("an aborted signal ends the iteration", async () => {
  const leave = new AbortController();
  const { open } = connections([0, event(1), event(2)]);
  const seqs: unknown[] = [];
  for await (const item of subscriber(open, {}, timing)("events.stream", {}, { signal: leave.signal })) {
    seqs.push(item);
    leave.abort();
  }
  assert.deepEqual(seqs, [{ seq: 1 }, { seq: 2 }]);
});

Deno.test("a stream that says nothing for too long is lost, one that is cut in a character is not", async () => {
  const bytes = new TextEncoder().encode('{"a":"é"}\n\nrest');
  const transport = {
    fetch: (_address: string, { signal }: RequestInit) => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
          signal?.addEventListener("abort", () => controller.error(signal.reason));
        },
      });
      return Promise.resolve(new Response(body, { headers: { "x-last-event-id": "7" } }));
    },
    close: () => {},
  };
  const open = lineOpener("/x", transport, 1);
  const call = { method: "GET", target: "/v1/events", body: null };
  const { cursor, lines } = await open("events.stream", call, new AbortController().signal);
  assert.equal(cursor, 7);
  const got: string[] = [];
  await assert.rejects(async () => {
    for await (const line of lines) got.push(line);
  }, { code: "CONNECTION_LOST" });
  assert.deepEqual(got, ['{"a":"é"}', ""]);
});
