import type { Dispatcher } from "../../operations/mod.ts";
import type { Download } from "../download.ts";
import type { RequestIds } from "../request_ids.ts";
import type { StreamSources } from "../streams/open.ts";

/** What the HTTP application is made of. */
export interface HttpAppOptions extends StreamSources {
  readonly dispatcher: Dispatcher;
  /** The copy that a job of the kind `store.backup` has made. Throws NOT_FOUND. */
  openBackup(job: string): Download;
  /** Takes the bytes that a job of the kind `feeds.import` waits for. Fails with NOT_FOUND, TOO_LARGE, TIMEOUT. */
  takeFeed(job: string, chunks: ReadableStream<Uint8Array>): Promise<void>;
  /** read takes queries only. */
  readonly transport: "http" | "read";
  readonly request_ids: RequestIds;
  max_request_bytes(): number;
  /** Text of `/metrics`, in the Prometheus text format. */
  metrics(): string;
}

/**
 * Hono's env is the request itself: it is at hand in every handler without the wrapper that `context.req` makes
 * for each request, and stays the client's own where a step has replaced the body.
 */
export interface HttpEnv {
  Bindings: Request;
}
