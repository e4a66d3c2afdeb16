import assert from "node:assert/strict";
import { configureSync, resetSync } from "@logtape/logtape";
import type { OperationName } from "../../../src/contract/mod.ts";
import { createDispatcher } from "../../../src/operations/mod.ts";
import { memoryParts } from "./memory_parts.ts";
import { sampleInput } from "./sample_input.ts";

Deno.test("what changes something is a line of the log; what programs ask all the time is one for debugging", async () => {
  const levels: string[] = [];
  configureSync({
    sinks: { kept: ({ level }) => void levels.push(level) },
    loggers: [
      { category: ["logtape", "meta"], lowestLevel: "error", sinks: [] },
      { category: ["cortex", "operations"], lowestLevel: "debug", sinks: ["kept"] },
    ],
  });
  try {
    const dispatcher = createDispatcher({
      parts: memoryParts(),
      limits: () => ({ max_running: 1, max_waiting: 1, operation_timeout_ms: 1000 }),
      clock: { wall: () => 0, steady: () => 0 },
    });
    const told = async (name: OperationName) => {
      const { signal } = new AbortController();
      const call = { request_id: "r-1", transport: "http", scope: "control", signal } as const;
      await dispatcher.call(name, dispatcher.parse(name, sampleInput(name)), call);
      return levels.splice(0);
    };
    assert.deepEqual(await told("daemon.reload"), ["info"]);
    assert.deepEqual(await told("outbox.acknowledge"), ["info"]);
    assert.deepEqual(await told("outbox.read"), ["debug"]);
    assert.deepEqual(await told("alerts.list"), []);
  } finally {
    resetSync();
  }
});
