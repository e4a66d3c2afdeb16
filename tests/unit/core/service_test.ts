import assert from "node:assert/strict";
import { inTurn, type Service, startAll } from "../../../src/core/service.ts";

/** A service that notes when it is started and stopped; it counts as started once `ready` settles. */
function service(name: string, notes: string[], ready: Promise<void> = Promise.resolve()): Service {
  return {
    name,
    start: () => {
      notes.push(`start ${name}`);
      return ready;
    },
    [Symbol.asyncDispose]: () => {
      notes.push(`stop ${name}`);
      return Promise.resolve();
    },
  };
}

const never_aborted = new AbortController().signal;

Deno.test("services start without waiting for each other and stop in reverse order", async () => {
  const notes: string[] = [];
  const slow = Promise.withResolvers<void>();
  const starting = startAll([service("a", notes, slow.promise), service("b", notes)], never_aborted);
  assert.deepEqual(notes, ["start a", "start b"]);
  slow.resolve();
  const running = await starting;
  assert.deepEqual(notes, ["start a", "start b"]);
  await running.disposeAsync();
  assert.deepEqual(notes, ["start a", "start b", "stop b", "stop a"]);
});

Deno.test("when one cannot start, the others have started before all are stopped, and its error is thrown", async () => {
  const notes: string[] = [];
  const slow = Promise.withResolvers<void>();
  const broken = Promise.reject(new Error("no socket"));
  const starting = startAll([service("a", notes, slow.promise), service("b", notes, broken)], never_aborted);
  const failed = assert.rejects(starting, /no socket/);
  await Promise.resolve();
  assert.deepEqual(notes, ["start a", "start b"]);
  slow.resolve();
  await failed;
  assert.deepEqual(notes, ["start a", "start b", "stop b", "stop a"]);
});

Deno.test("nothing is started after the signal", async () => {
  const notes: string[] = [];
  await assert.rejects(startAll([service("a", notes)], AbortSignal.abort(new Error("stopped"))), /stopped/);
  assert.deepEqual(notes, []);
});

Deno.test("of two in turn the second starts when the first has tried; they stop where they stand in the list", async () => {
  const notes: string[] = [];
  const slow = Promise.withResolvers<void>();
  const { first, second } = inTurn(service("sockets", notes, slow.promise), service("host", notes));
  const starting = startAll([second, first], never_aborted);
  await Promise.resolve();
  assert.deepEqual(notes, ["start sockets"]);
  slow.resolve();
  await (await starting).disposeAsync();
  assert.deepEqual(notes, ["start sockets", "start host", "stop sockets", "stop host"]);
});

Deno.test("a second one does not wait for ever for a first one that cannot start", async () => {
  const notes: string[] = [];
  const { first, second } = inTurn(
    service("sockets", notes, Promise.reject(new Error("no socket"))),
    service("host", notes),
  );
  await assert.rejects(startAll([second, first], never_aborted), /no socket/);
  assert.deepEqual(notes, ["start sockets", "start host", "stop sockets", "stop host"]);
});
