/**
 * Pings from a process of its own until its stdin ends: `pinger.ts SOCKET PID FILE`. Prints one JSON line: how many
 * answers there were, and how long they took, in milliseconds, without the time in which either process was ready but
 * had no processor, because others of the machine had it; and the longest that the disk took for one page of FILE.
 * @module
 */
import { quantile } from "./measure.ts";
import { queuedMs } from "./process.ts";

const [path = "", pid = "", file = ""] = Deno.args;
const request = new TextEncoder().encode("GET /v1/ping HTTP/1.1\r\nHost: cortex\r\n\r\n");
/** Pause between two: a block of a few milliseconds must not fall between them. */
const PAUSE_MS = 1;
const PROBE_MS = 20;

/** Time that the main threads of both have waited for a processor so far. */
const queued_ms = () => queuedMs(Number(pid)) + queuedMs(Deno.pid);

const connection = await Deno.connect({ transport: "unix", path });
const buffer = new Uint8Array(65_536);
const taken_ms: number[] = [];
let ended = false;
let disk_ms = 0;

async function probeDisk(): Promise<void> {
  using opened = await Deno.open(file, { write: true, create: true });
  while (!ended) {
    await opened.seek(0, Deno.SeekMode.Start);
    await opened.write(new Uint8Array(4096));
    const before = performance.now();
    await opened.sync();
    disk_ms = Math.max(disk_ms, performance.now() - before);
    await new Promise((resolve) => setTimeout(resolve, PROBE_MS));
  }
}

void Deno.stdin.read(new Uint8Array(1)).then(() => ended = true);
void probeDisk();
while (!ended) {
  const queued = queued_ms();
  const before = performance.now();
  await connection.write(request);
  if (await connection.read(buffer) === null) throw new Error("The server closed the connection");
  const passed = performance.now() - before;
  taken_ms.push(Math.max(0, passed - (queued_ms() - queued)));
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
const [p99_ms, worst_ms] = [quantile(taken_ms, 0.99), quantile(taken_ms, 1)];
console.log(JSON.stringify({ count: taken_ms.length, p99_ms, worst_ms, disk_ms }));
Deno.exit();
