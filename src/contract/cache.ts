import { z } from "zod";
import { nothing } from "./common.ts";
import { once } from "./once.ts";
import { defineOperation } from "./operation.ts";

/** `cache.stats` */
export const cacheStats = defineOperation({
  name: "cache.stats",
  kind: "query",
  summary: "How the cache of search results is used",
  input: nothing,
  output: once(() =>
    z.object({
      entries: z.int(),
      max_entries: z.int(),
      ttl_seconds: z.number().describe("A result is kept this long, and never longer than its index"),
      hits: z.int(),
      misses: z.int(),
    })
  ),
  errors: [],
  scope: "read",
  http: { method: "GET", path: "/v1/cache" },
});

/** `cache.clear` */
export const cacheClear = defineOperation({
  name: "cache.clear",
  kind: "action",
  summary: "Forgets cached search results",
  input: nothing,
  output: once(() => z.object({ cleared: z.int().describe("Results forgotten") })),
  errors: [],
  scope: "control",
  http: { method: "POST", path: "/v1/cache/clear" },
});
