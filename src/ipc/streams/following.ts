import { CortexError, toCortexError } from "../../contract/mod.ts";
import type { Following, Numbered, Subscriber } from "../../core/follower.ts";
import { sleep } from "../../core/sleep.ts";
import { logger } from "../../log/mod.ts";
import type { StreamFormat } from "./format.ts";
import type { OpenStream } from "./stream.ts";

/** What a client may leave unread, bytes; more cuts it off. */
const MAX_UNREAD_BYTES = 65_536;

/** What is made ready before the client asks for it, bytes. */
const AHEAD_BYTES = 16_384;

/**
 * Follows a feed as bytes. Throws as `follow` does.
 * @param typeOf What an item says that has happened.
 */
export function openFollowing<T extends Numbered>(
  follow: (subscriber: Subscriber<T>) => Following,
  typeOf: (item: T) => string,
  format: StreamFormat,
): OpenStream {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const ended = Promise.withResolvers<void>();
  const end = (reason: CortexError) => {
    controller?.enqueue(format.end(reason));
    controller?.close();
    controller = undefined;
    ended.resolve();
  };
  const send = (bytes: Uint8Array) => {
    controller?.enqueue(bytes);
    // That a client has left may show in the very call: then there is no controller any more.
    if (!following.live || (controller?.desiredSize ?? 0) >= -MAX_UNREAD_BYTES) return;
    following.close();
    const reason = tooSlow();
    logger("ipc").warn("Stream cut: {reason}", { reason: reason.message });
    end(reason);
  };
  const following = follow({
    take: (item) => send(format.item(typeOf(item), item, item.seq)),
    beat: () => send(format.beat),
    end,
  });
  const { cursor } = following;
  const catchUp = async () => {
    try {
      while (!following.live && (controller?.desiredSize ?? 0) > 0) {
        following.catchUp();
        // Others come in between.
        await sleep(0);
      }
    } catch (error) {
      following.close();
      end(toCortexError(error));
    }
  };
  const body = new ReadableStream<Uint8Array>({
    start: (own) => void (controller = own),
    // Of a stream that is live from the start nothing needs to be asked for: a call spared for each item and client.
    ...(following.live ? {} : { pull: () => following.live ? undefined : catchUp() }),
    cancel: () => {
      controller = undefined;
      following.close();
    },
  }, { highWaterMark: AHEAD_BYTES, size: (bytes) => bytes.byteLength });
  return { body, cursor, ended: ended.promise };
}

function tooSlow(): CortexError {
  const message =
    `Cannot go on with the stream: its client has left ${MAX_UNREAD_BYTES} bytes unread; open it again from there`;
  return new CortexError("BUSY", message, {
    retry_after_seconds: 1,
    details: { limit_bytes: MAX_UNREAD_BYTES },
  });
}
