import assert from "node:assert/strict";
import type { OutputOf } from "../../src/contract/mod.ts";
import { systemClock } from "../../src/core/clock.ts";
import { openStore } from "../../src/store/mod.ts";
import { type Daemon, daemonDir, startDaemon } from "./_daemon.ts";

const SUBJECTS = 20;
const EACH = 10;

/** Puts entries into the state folder of a daemon that does not run yet. */
function fillOutbox(dir: string): void {
  Deno.mkdirSync(`${dir}/state`, { recursive: true, mode: 0o700 });
  using store = openStore({ dir: `${dir}/state`, clock: systemClock, max_bytes: 1 << 28 });
  const entries = Array.from({ length: SUBJECTS * EACH }, (_, number) => ({
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

type Items = OutputOf<"outbox.read">["items"];

/** Reads and acknowledges until the outbox is empty or the daemon is gone; entries count as delivered once read. */
async function consume(daemon: Daemon, delivered: Items[number][]): Promise<boolean> {
  try {
    while (true) {
      const { items } = await daemon.post("outbox.read", "/v1/outbox/read", {
        consumer: "gateway",
        limit: 7,
      });
      if (items.length === 0) return true;
      delivered.push(...items);
      const seqs = items.map(({ seq }) => seq);
      await daemon.post("outbox.acknowledge", "/v1/outbox/acknowledge", { consumer: "gateway", seqs });
    }
  } catch {
    return false;
  }
}

Deno.test("kill -9 while a consumer reads: every entry is given at least once, in order per subject", async () => {
  const dir = daemonDir();
  fillOutbox(dir);
  const delivered: Items[number][] = [];
  for (let done = false, round = 0; !done; round++) {
    await using daemon = await startDaemon({ dir });
    const consuming = consume(daemon, delivered);
    if (round < 2) {
      const reached = delivered.length + 20;
      while (delivered.length < reached) await new Promise((resolve) => setTimeout(resolve, 1));
      await daemon.stop("SIGKILL");
    }
    done = await consuming;
  }
  // This host may well raise alerts of its own meanwhile.
  const ours = delivered.filter(({ subject }) => subject.startsWith("/srv/"));
  assert.equal(new Set(ours.map(({ seq }) => seq)).size, SUBJECTS * EACH, "none is lost");
  for (const [subject, items] of Map.groupBy(ours, (one) => one.subject)) {
    const firsts = [...new Set(items.map(({ seq }) => seq))];
    assert.deepEqual(firsts, firsts.toSorted((a, b) => a - b), subject);
  }
  for (const [seq, times] of Map.groupBy(ours, (one) => one.seq)) {
    // An attempt counts before its answer arrives, so numbers may be missing, but they rise.
    const attempts = times.map((one) => one.attempts);
    assert.deepEqual(attempts, [...new Set(attempts)].toSorted((a, b) => a - b), `entry ${seq}`);
  }
  Deno.removeSync(dir, { recursive: true });
});
