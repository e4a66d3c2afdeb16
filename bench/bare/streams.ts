/**
 * The yardstick for events: nothing but Deno.serve and a stream for each client. `streams.ts SOCKET FRAME`: `POST`
 * writes the frame to all, each `<now>` in it being the time, everything else opens a stream.
 */
const [path = "", frame = ""] = Deno.args;
const streams: ReadableStreamDefaultController<Uint8Array>[] = [];
const encoder = new TextEncoder();

Deno.serve({ path }, ({ method }) => {
  if (method === "POST") {
    const bytes = encoder.encode(frame.replaceAll("<now>", new Date().toISOString()));
    for (const stream of streams) stream.enqueue(bytes);
    return new Response();
  }
  const body = new ReadableStream<Uint8Array>({ start: (own) => void streams.push(own) });
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
});
