/**
 * Load from a process of its own: `load.ts http|raw SOCKET CLIENTS REQUESTS REQUEST-TEXT`. Prints one JSON line:
 * requests a second and latencies in microseconds.
 * @module
 */
const [mode = "", path = "", clientsText = "", requestsText = "", request = ""] = Deno.args;
const clients = Number(clientsText);
const each = Math.ceil(Number(requestsText) / clients);
const bytes = new TextEncoder().encode(request);
const latencies = new Float64Array(each * clients);
let done = 0;

/** Length of a reply's head and body, once the whole head is there. */
function replyLength(buffer: Uint8Array, filled: number): number | undefined {
  const head = new TextDecoder().decode(buffer.subarray(0, Math.min(filled, 2048)));
  const end = head.indexOf("\r\n\r\n");
  const length = /content-length: (\d+)/i.exec(head)?.[1];
  return end < 0 || length === undefined ? undefined : end + 4 + Number(length);
}

async function httpClient(): Promise<void> {
  const connection = await Deno.connect({ transport: "unix", path });
  const buffer = new Uint8Array(1 << 20);
  let expected: number | undefined;
  for (let count = 0; count < each; count++) {
    const started = performance.now();
    await connection.write(bytes);
    let filled = 0;
    do {
      const got = await connection.read(buffer.subarray(filled));
      if (got === null) throw new Error("The server closed the connection");
      filled += got;
      expected ??= replyLength(buffer, filled);
    } while (expected === undefined || filled < expected);
    if (filled !== expected) expected = replyLength(buffer, filled);
    latencies[done++] = (performance.now() - started) * 1000;
  }
  connection.close();
}

async function rawClient(): Promise<void> {
  const buffer = new Uint8Array(1 << 17);
  for (let count = 0; count < each; count++) {
    const started = performance.now();
    const connection = await Deno.connect({ transport: "unix", path });
    await connection.write(bytes);
    while (await connection.read(buffer) !== null);
    connection.close();
    latencies[done++] = (performance.now() - started) * 1000;
  }
}

const started = performance.now();
await Promise.all(Array.from({ length: clients }, () => mode === "http" ? httpClient() : rawClient()));
const seconds = (performance.now() - started) / 1000;
latencies.sort();
const at = (share: number) => latencies[Math.floor((latencies.length - 1) * share)] ?? 0;
console.log(JSON.stringify({ per_second: done / seconds, p50_us: at(0.5), p99_us: at(0.99), max_us: at(1) }));
