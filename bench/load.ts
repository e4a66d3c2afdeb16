/**
 * Load from a process of its own: `load.ts http|raw SOCKET CLIENTS REQUESTS REQUEST-TEXT`. Prints one JSON line:
 * requests a second and latencies in microseconds.
 * @module
 */
import { quantile } from "./measure.ts";
import { PlainHttp } from "./plain_http.ts";

const [mode = "", path = "", clientsText = "", requestsText = "", request = ""] = Deno.args;
const clients = Number(clientsText);
const each = Math.ceil(Number(requestsText) / clients);
const bytes = new TextEncoder().encode(request);
const latencies = new Float64Array(each * clients);
let done = 0;

async function httpClient(): Promise<void> {
  using http = await PlainHttp.open(path);
  for (let count = 0; count < each; count++) latencies[done++] = await http.ask(bytes) * 1000;
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
const at = (part: number) => quantile(latencies, part);
console.log(JSON.stringify({ per_second: done / seconds, p50_us: at(0.5), p99_us: at(0.99), max_us: at(1) }));
