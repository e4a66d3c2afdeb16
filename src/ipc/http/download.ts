import type { Hono } from "hono";
import { BACKUP_PATH } from "../../contract/wire.ts";
import { CortexError } from "../../contract/mod.ts";
import type { HttpAppOptions, HttpEnv } from "./env.ts";

/** Bytes that are read at once; the next are read when the client has taken these. */
const CHUNK_BYTES = 131_072;

/** Time a client has to take one chunk: after it the file is closed, which frees its room on the disk. */
const STALL_MS = 60_000;

/** Adds the route of the backups that jobs have made. */
export function addBackupDownload(app: Hono<HttpEnv>, options: HttpAppOptions): void {
  app.get(BACKUP_PATH.replace("{job}", ":job"), ({ env: request, req }) => {
    if (options.transport === "read") {
      throw new CortexError("PERMISSION_DENIED", "Cannot fetch a backup here: use the control socket");
    }
    if (request.method === "HEAD") {
      throw new CortexError(
        "METHOD_NOT_ALLOWED",
        "Cannot ask for the head of a backup: it can be fetched once, by GET",
      );
    }
    const { file, bytes } = options.openBackup(req.param("job") ?? "");
    return new Response(streamOf(file), {
      headers: {
        "content-type": "application/vnd.sqlite3",
        "content-length": String(bytes),
        "cache-control": "no-store",
        "x-request-id": options.request_ids.of(request),
      },
    });
  });
}

/** A file that is of no more use then, as a stream that reads only what is asked for. */
export function streamOf(file: Deno.FsFile, stall_ms = STALL_MS): ReadableStream<Uint8Array> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = async () => {
    clearTimeout(timer);
    // To free hundreds of MiB takes long: emptied, it is not this thread that waits.
    await file.truncate().catch(() => {});
    file.close();
  };
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      clearTimeout(timer);
      const chunk = new Uint8Array(CHUNK_BYTES);
      const count = await file.read(chunk);
      if (count === null) {
        await end();
        controller.close();
        return;
      }
      controller.enqueue(chunk.subarray(0, count));
      timer = setTimeout(async () => {
        await end();
        controller.error(
          new CortexError("TIMEOUT", "Cannot go on with the download: its client does not read"),
        );
      }, stall_ms);
    },
    cancel: end,
  }, { highWaterMark: 0 });
}
