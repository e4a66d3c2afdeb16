/**
 * Records samples in the state folder it is given until it is killed, and prints the number of each one once it is
 * kept: what was printed must be there ever after. The clock runs a tick ahead with each sample.
 */
import { configSchema } from "../../src/config/mod.ts";
import { openStore } from "../../src/store/mod.ts";

const [dir = "", first = "0", start_ms = "0"] = Deno.args;
const TICK_MS = 10_000;
let tick = Number(first);
const clock = { wall: () => Number(start_ms) + tick * TICK_MS, steady: () => tick * TICK_MS };
const store = openStore({ dir, clock, max_bytes: 268_435_456 });
const recorder = store.history.record(configSchema.parse({}));
const encoder = new TextEncoder();
for (;; tick++) {
  const values = Array.from(
    { length: 40 },
    (_, index) => ({ name: "cpu", subject: `${index}`, value: tick }),
  );
  recorder.append(clock.wall(), values);
  recorder.flush();
  recorder.maintain();
  Deno.stdout.writeSync(encoder.encode(`${tick}\n`));
}
