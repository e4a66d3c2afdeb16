import type { Hono } from "hono";
import { CortexError, toCortexError } from "../../contract/mod.ts";
import { FEED_PATH } from "../../contract/wire.ts";
import type { HttpAppOptions, HttpEnv } from "./env.ts";
import { errorReply } from "./reply.ts";

/** Adds the route of the feeds that jobs wait for. */
export function addFeedUpload(app: Hono<HttpEnv>, options: HttpAppOptions): void {
  app.put(FEED_PATH.replace("{job}", ":job"), async ({ env: request, req }) => {
    if (options.transport === "read") {
      throw new CortexError("PERMISSION_DENIED", "Cannot import a feed here: use the control socket");
    }
    const request_id = options.request_ids.of(request);
    try {
      await options.takeFeed(req.param("job") ?? "", request.body ?? new Blob().stream());
      return new Response(null, { status: 204, headers: { "x-request-id": request_id } });
    } catch (error) {
      // What the client still sends is not read: the connection is of no more use.
      return errorReply(toCortexError(error), request_id, { connection: "close" });
    }
  });
}
