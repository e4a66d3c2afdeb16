/**
 * Writes to the state folder it is given until it is killed, and prints the number of each write once it has
 * returned: what was printed must be there ever after.
 */
import { systemClock } from "../../src/core/clock.ts";
import { openStore } from "../../src/store/mod.ts";

const [dir = ""] = Deno.args;
const store = openStore({ dir, clock: systemClock, max_bytes: 268_435_456 });
const encoder = new TextEncoder();
for (;;) {
  const seq = store.events.last() + 1;
  const at = new Date().toISOString();
  store.transaction(() => {
    store.events.append([{ at, type: "test", severity: "info", subject: "", alert_id: null, data: { seq } }]);
    store.meta.set("last", String(seq));
  });
  Deno.stdout.writeSync(encoder.encode(`${seq}\n`));
}
