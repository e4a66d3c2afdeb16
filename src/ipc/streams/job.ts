import type { Reading } from "../../jobs/mod.ts";
import type { StreamFormat } from "./format.ts";
import type { OpenStream } from "./stream.ts";

/** Pause between two signs of life while a job says nothing, milliseconds. */
const HEARTBEAT_MS = 15_000;

/**
 * What a job says, as bytes; ends with the job. The next is made when the client has read the last, so that one that
 * does not read costs nothing.
 */
export function openJobStream(reading: Reading, format: StreamFormat): OpenStream {
  const left = Promise.withResolvers<"left">();
  const ended = Promise.withResolvers<void>();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      for (;;) {
        // Taken before the look, so that nothing comes in between.
        const changed = reading.changed();
        const news = reading.next();
        if (news !== undefined) {
          controller.enqueue(format.item(news.type, news));
          if (!reading.over) return;
          controller.close();
          return ended.resolve();
        }
        const woken = await firstOf(changed, left.promise);
        if (woken === "left") return;
        if (woken === "beat") return controller.enqueue(format.beat);
      }
    },
    cancel: () => left.resolve("left"),
  }, { highWaterMark: 0 });
  return { body, cursor: null, ended: ended.promise };
}

/** Waits for a change, the client's leaving, or the time for a sign of life. */
async function firstOf(
  changed: Promise<void>,
  left: Promise<"left">,
): Promise<"changed" | "left" | "beat"> {
  const beat = Promise.withResolvers<"beat">();
  const timer = setTimeout(() => beat.resolve("beat"), HEARTBEAT_MS);
  try {
    return await Promise.race([changed.then(() => "changed" as const), left, beat.promise]);
  } finally {
    clearTimeout(timer);
  }
}
