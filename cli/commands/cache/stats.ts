import { type Command, defineCall } from "../../command.ts";
import { factLines } from "../../text/facts.ts";
import { count, duration } from "../../text/format.ts";
import { paint } from "../../text/paint.ts";

/** `cortex cache stats`: how the cache of search results is used. */
export const command: Command = defineCall({
  operation: "cache.stats",
  examples: [
    { args: "cache stats", summary: "Results that are kept, and how often they served" },
    { args: "cache stats --json | jq .hits", summary: "For a program" },
  ],
  render: ({ entries, max_entries, ttl_seconds, hits, misses }, view) =>
    paint(
      factLines([
        ["results", [`${count(entries)} of ${count(max_entries)} at most`]],
        ["kept for", [`${duration(ttl_seconds)}, and never longer than their index`]],
        ["hits", [count(hits)]],
        ["misses", [count(misses)]],
      ]),
      view,
    ),
});
