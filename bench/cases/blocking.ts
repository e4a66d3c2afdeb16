import { DatabaseSync } from "node:sqlite";
import { type Client, connect } from "../../src/client/mod.ts";
import { systemClock } from "../../src/core/clock.ts";
import { openStore } from "../../src/store/mod.ts";
import { waitFor } from "../../tests/e2e/_daemon.ts";
import type { Figure } from "../report.ts";
import { settle, startSubject } from "../subject.ts";
import { type Waits, whileDying, whilePinging } from "../waits.ts";

const MEBI = 1024 * 1024;
/** Just below what history may fill of the default bound, so that retention rests until it is asked for. */
const FULL_MEBI = 225;
const BLOCK_BYTES = 1944;
const BLOCK_MS = 216 * 60_000;
const SERIES = 200;

/**
 * What a client waits for at worst while the daemon starts a worker, copies a full state, imports a feed and cuts its
 * history: one ping after the other, without the time in which other processes had the processor, beside the same
 * daemon at rest. Deno holds the thread that starts a worker until that one is there: beside it, empty workers in a
 * bare server.
 */
export async function* blocking(quick: boolean): AsyncGenerator<Figure> {
  const mebi = quick ? FULL_MEBI / 4 : FULL_MEBI;
  await using subject = await startSubject((dir) => fill(`${dir}/state`, mebi));
  const { daemon, dir } = subject;
  await using client = await connect({ socket_dir: `${dir}/run` });
  await waitFor("the inventory", async () => {
    const { subsystems } = await client.health.get();
    return subsystems.some(({ name, state }) => name === "inventory" && state === "running") || undefined;
  });
  await settle(10);
  const place = { path: daemon.http_socket, pid: daemon.pid, dir };
  const rest = await whilePinging(place, () => settle(10));
  yield* figures("at rest, 10 s", rest);
  const during = async (what: string, work: () => Promise<void>) =>
    figures(what, await whilePinging(place, work), rest);
  // What the first question of a kind makes on this side is made by then.
  await client.packages.history({ limit: 1 });
  await waitFor("the end of the inventory's worker", async () => {
    const { subsystems } = await client.health.get();
    return subsystems.some(({ name, heap_bytes }) => name === "inventory" && heap_bytes === null) ||
      undefined;
  });
  const bare = await whileDying(5, "bare");
  yield {
    what: "the longest wait of a ping while empty workers start in a bare server",
    value: bare.worst_ms,
    unit: "ms",
  };
  yield* await during("while a worker starts", async () => void await client.packages.history({ limit: 1 }));
  // Of what follows, none starts it again: it stays for a while.
  yield* await during("during the import of a feed of 60 MiB", () => importFeed(client, 60 * MEBI));
  yield* await during(`during a backup of ${Math.round(mebi)} MiB`, () => backup(client));
  // Before: to change a file loads what edits it.
  await client.config.set({ key: "store.max_bytes", value: 64 * MEBI });
  yield* await during("during retention, 15 s", () => settle(15));
}

function figures(what: string, { count, p99_ms, worst_ms, disk_ms }: Waits, rest?: Waits): Figure[] {
  return [
    {
      what: `a ping's wait ${what}, p99 of ${count}`,
      value: p99_ms,
      unit: "ms",
      ...(rest === undefined ? {} : { bare: rest.p99_ms }),
    },
    { what: "... the longest", value: worst_ms, unit: "ms", budget: { at: "most", limit: 10 } },
    { what: "... the disk's longest for one page beside it", value: disk_ms, unit: "ms" },
  ];
}

/** A state folder whose history is so large. */
function fill(state_dir: string, mebi: number): void {
  const store = openStore({ dir: state_dir, clock: systemClock, max_bytes: 256 * MEBI });
  store.close();
  using db = new DatabaseSync(`${state_dir}/cortex.db`);
  const insert = db.prepare(
    "insert into history_medium (series, start_ms, step_ms, data) values (?, ?, 60000, ?)",
  );
  const data = crypto.getRandomValues(new Uint8Array(BLOCK_BYTES));
  const blocks = Math.floor(mebi * MEBI / 2100 / SERIES);
  const first_ms = Math.floor(Date.now() / BLOCK_MS - blocks) * BLOCK_MS;
  db.exec("begin");
  for (let series = 1; series <= SERIES; series++) {
    db.exec(`insert into history_series values (${series}, 'cpu', '${series}')`);
  }
  for (let block = 0; block < blocks; block++) {
    for (let series = 1; series <= SERIES; series++) insert.run(series, first_ms + block * BLOCK_MS, data);
  }
  db.exec("commit");
}

async function backup(client: Client): Promise<void> {
  const { id } = await client.store.backup();
  await finished(client, id);
  for await (const _ of await client.fetchBackup(id));
}

/** A feed of the tracker's form. */
async function importFeed(client: Client, bytes: number): Promise<void> {
  const releases = { bookworm: { status: "open", repositories: { bookworm: "1.0-1" }, urgency: "low" } };
  const one = JSON.stringify({ "CVE-2026-1": { description: "x".repeat(200), releases } });
  const count = Math.floor(bytes / (one.length + 20));
  const text = `{${Array.from({ length: count }, (_, index) => `"package-${index}":${one}`).join()}}`;
  const { id } = await client.feeds.import({ name: "tracker.json" });
  await client.sendFeed(id, new Blob([text]).stream());
  await finished(client, id);
}

async function finished(client: Client, id: string): Promise<void> {
  await waitFor("the job's end", async () => {
    const { state, error } = await client.jobs.get({ id });
    if (state === "failed") throw new Error(error?.message);
    return state === "done" || undefined;
  }, { seconds: 120 });
}
