import assert from "node:assert/strict";
import { connect, consume, type Delivery } from "../../src/client/mod.ts";
import { systemClock } from "../../src/core/clock.ts";
import { openStore } from "../../src/store/mod.ts";
import { daemonDir, startDaemon, waitFor } from "./_daemon.ts";

const SUBJECTS = 20;
const EACH = 10;
const ALL = SUBJECTS * EACH;

/** Puts entries into the state folder of a daemon that does not run yet. */
function fillOutbox(dir: string): void {
  Deno.mkdirSync(`${dir}/state`, { recursive: true, mode: 0o700 });
  using store = openStore({ dir: `${dir}/state`, clock: systemClock, max_bytes: 1 << 28 });
  const entries = Array.from({ length: ALL }, (_, number) => ({
    at: new Date(0).toISOString(),
    type: "alert.raised",
    severity: "warning" as const,
    subject: `/srv/${number % SUBJECTS}`,
    rule: "disk",
    alert_id: null,
    data: {},
  }));
  store.outbox.append(entries, 10_000);
}

/** Consumes until it is told to end, by one client over all restarts. */
async function consumeAll(dir: string, delivered: Delivery[], signal: AbortSignal): Promise<void> {
  await using client = await connect({ socket: `${dir}/run/http.sock`, wait_ms: 60_000 });
  const back_off = { first_pause_ms: 100, longest_pause_ms: 1000 };
  await consume(client, "gateway", (entry) => delivered.push(entry), { signal, idle_ms: 100, back_off });
}

/** This host may well raise alerts of its own meanwhile. */
const ours = (delivered: readonly Delivery[]) =>
  delivered.filter(({ subject }) => subject.startsWith("/srv/"));

Deno.test("kill -9 while the outbox is consumed: every entry comes at least once, in order per subject", async () => {
  const dir = daemonDir();
  fillOutbox(dir);
  const delivered: Delivery[] = [];
  const done = new AbortController();
  const consuming = consumeAll(dir, delivered, done.signal);
  for (const wanted of [60, 120, ALL]) {
    await using daemon = await startDaemon({ dir });
    const reached = () => new Set(ours(delivered).map(({ seq }) => seq)).size >= wanted;
    await waitFor(`${wanted} deliveries`, () => Promise.resolve(reached() || undefined), { look_ms: 1 });
    if (wanted < ALL) await daemon.stop("SIGKILL");
  }
  done.abort();
  await consuming;
  for (const [subject, items] of Map.groupBy(ours(delivered), (one) => one.subject)) {
    const firsts = [...new Set(items.map(({ seq }) => seq))];
    assert.deepEqual(firsts, firsts.toSorted((a, b) => a - b), subject);
  }
  for (const [seq, times] of Map.groupBy(ours(delivered), (one) => one.seq)) {
    // An attempt counts before its answer arrives, so numbers may be missing, but they rise.
    const attempts = times.map((one) => one.attempts);
    assert.deepEqual(attempts, [...new Set(attempts)].toSorted((a, b) => a - b), `entry ${seq}`);
  }
  Deno.removeSync(dir, { recursive: true });
});
