import { LogRing } from "../../../src/log/mod.ts";
import assert from "node:assert/strict";
import { CortexError, type ErrorBody } from "../../../src/contract/mod.ts";
import type { Clock } from "../../../src/core/clock.ts";
import { createHttpApp } from "../../../src/ipc/http/app.ts";
import type { HttpAppOptions } from "../../../src/ipc/http/env.ts";
import { createEventLog } from "../../../src/events/mod.ts";
import type { Jobs } from "../../../src/jobs/mod.ts";
import { RequestIds } from "../../../src/ipc/request_ids.ts";
import { createDispatcher, type Dispatcher, type Parts } from "../../../src/operations/mod.ts";
import { memoryEvents } from "../events/memory_events.ts";
import { memoryParts } from "../operations/memory_parts.ts";

/** Noon of a day, on a clock that stands. */
export const NOON: Clock = { wall: () => Date.UTC(2026, 10, 21, 12), steady: () => 0 };

/** None of them can be read. */
export const NO_JOBS: Pick<Jobs, "read"> = {
  read: (id) => {
    throw new CortexError("NOT_FOUND", `Cannot find the job "${id}": there is none`);
  },
};

/** There is none. */
export const noBackup: HttpAppOptions["openBackup"] = (job) => {
  throw new CortexError("NOT_FOUND", `Cannot fetch the backup of the job "${job}": it is not there`);
};

/** None is waited for. */
export const noFeed: HttpAppOptions["takeFeed"] = (job) =>
  Promise.reject(new CortexError("NOT_FOUND", `Cannot take the feed for the job "${job}": not waited for`));

/** A dispatcher over parts in memory. */
export function testDispatcher(parts: Partial<Parts> = {}): Dispatcher {
  return createDispatcher({
    parts: { ...memoryParts(), ...parts },
    limits: () => ({ max_running: 8, max_waiting: 8, operation_timeout_ms: 30_000 }),
    clock: NOON,
  });
}

/** An application that answers without a socket; ids of requests are `t-1`, `t-2`, … */
export class TestApp {
  readonly dispatcher: Dispatcher;
  readonly #app: ReturnType<typeof createHttpApp>;

  constructor(parts: Partial<Parts> = {}, options: Partial<HttpAppOptions> = {}) {
    this.dispatcher = options.dispatcher ?? testDispatcher(parts);
    this.#app = createHttpApp({
      dispatcher: this.dispatcher,
      events: createEventLog({ events: memoryEvents() }),
      logs: new LogRing(0),
      jobs: NO_JOBS,
      openBackup: noBackup,
      takeFeed: noFeed,
      transport: "http",
      request_ids: new RequestIds("t-"),
      max_request_bytes: () => 65_536,
      metrics: () => "cortex_up 1\n",
      ...options,
    });
  }

  async fetch(line: string, init: RequestInit = {}): Promise<Response> {
    const [method = "GET", path = "/"] = line.split(" ");
    return await this.#app.fetch(new Request(`http://cortex${path}`, { method, ...init }));
  }

  /** A request with a JSON body. */
  send(line: string, body: unknown): Promise<Response> {
    return this.fetch(line, {
      headers: { "content-type": "application/json" },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  }
}

/** The error of a failed reply, which also has the request's id in its header. */
export async function errorOf(response: Response, status: number): Promise<ErrorBody> {
  const { error } = await response.json() as { error: ErrorBody };
  assert.equal(response.status, status, error.message);
  assert.equal(response.headers.get("content-type"), "application/json");
  assert.equal(error.request_id, response.headers.get("x-request-id"));
  return error;
}
