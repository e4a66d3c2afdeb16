import { type Command, defineCall } from "../../command.ts";
import { plural } from "../../text/format.ts";
import { paint } from "../../text/paint.ts";

/** `cortex cache clear`: search results are found anew. */
export const command: Command = defineCall({
  operation: "cache.clear",
  examples: [{ args: "cache clear", summary: "Find every search result anew" }],
  render: ({ cleared }, view) => paint([[`Forgotten: ${plural(cleared, "result")}`]], view),
});
