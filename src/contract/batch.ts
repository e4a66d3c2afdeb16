import { z } from "zod";
import { type Infer, once } from "./once.ts";
import { defineOperation } from "./operation.ts";

/** The most calls in one batch, on any transport. */
export const MAX_BATCH = 100;

/** The longest answer of any transport, bytes. Lists are paged so that theirs stay below it. */
export const MAX_REPLY_BYTES = 262_144;

/**
 * What the results of a batch may come to, bytes; the rest of the limit is for the errors of those that did not fit.
 */
export const BATCH_BYTES: number = MAX_REPLY_BYTES - 65_536;

/** One call of a batch. */
export const batchCall = once(() =>
  z.strictObject({
    name: z.string().max(128).describe("Any operation but batch; subscriptions are no operations"),
    input: z.record(z.string(), z.unknown()).optional().describe("What the operation takes"),
  }).meta({ id: "BatchCall" })
);
export type BatchCall = Infer<typeof batchCall>;

/** A call that was answered. */
export const batchSuccess = once(() =>
  z.object({
    ok: z.record(z.string(), z.unknown()).describe("The operation's output"),
  }).meta({ id: "BatchSuccess", description: "A call that was answered" })
);

/** A call that failed. */
export const batchFailure = once(() =>
  z.object({
    error: z.object({
      code: z.string().describe("As in Error"),
      message: z.string().describe("What could not be done, why, and what to do"),
      request_id: z.string().optional().describe("Also in the daemon's log"),
      retry_after_seconds: z.number().optional().describe("When trying again makes sense"),
      details: z.record(z.string(), z.unknown()).optional().describe("Facts for programs"),
    }).describe("Why it failed"),
  }).meta({ id: "BatchFailure", description: "A call that failed" })
);

/** What came of one call: its answer, or its error. */
export const batchResult = once(() => z.union([batchSuccess(), batchFailure()]).meta({ id: "BatchResult" }));
export type BatchResult = Infer<typeof batchResult>;

/** `batch` */
export const batch = defineOperation({
  name: "batch",
  kind: "action",
  summary:
    "Runs up to 100 operations one after the other; each has its own result, whatever becomes of the others",
  input: once(() => z.strictObject({ calls: z.array(batchCall()).min(1).max(MAX_BATCH) })),
  output: once(() =>
    z.object({ results: z.array(batchResult()).describe("One for each call, in their order") })
  ),
  errors: [],
  // Each call is held to the scope of its own operation.
  scope: "read",
  http: { method: "POST", path: "/v1/batch" },
});
