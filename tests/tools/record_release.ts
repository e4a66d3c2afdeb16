/**
 * Keeps how a release leaves a host: `record_release.ts` runs the daemon of this checkout on a recorded host and
 * puts its configuration, its state and what is in them into `tests/fixtures/releases/VERSION`. To be run once for
 * each release, at its commit; a folder that is there is never recorded again, so that every later version is tried
 * on what the release really wrote. Needs the permissions of an end-to-end test.
 * @module
 */
import { VERSION } from "../../src/contract/version.ts";
import { configSchema } from "../../src/config/mod.ts";
import { type Daemon, daemonDir, recordedHost, startDaemon, waitFor } from "../e2e/_daemon.ts";
import { keptIn } from "../unit/store/_kept.ts";

const RELEASE = new URL(`../fixtures/releases/${VERSION}`, import.meta.url).pathname;

const INTERVAL_SECONDS = 1;

const CONFIGURATION = `# How this host is watched
version: 1
monitor:
  interval_seconds: ${INTERVAL_SECONDS} # often enough to watch
alerts:
  rules:
    memory: { warning: 1, critical: 99 }
    disk:
      subjects:
        /boot: { warning: 70 }
`;

if (import.meta.main) {
  Deno.mkdirSync(RELEASE, { recursive: false });
  const dir = daemonDir();
  try {
    Deno.mkdirSync(`${dir}/.cortex`);
    const file = `${dir}/.cortex/daemon.yaml`;
    Deno.writeTextFileSync(file, CONFIGURATION);
    await using daemon = await startDaemon({ dir, args: ["--host-root", recordedHost(dir)] });
    await live(daemon);
    const { items } = await daemon.get("config.get", "/v1/config");
    const settings = items.filter(({ origin }) => origin.startsWith(file)).map((
      { key, value },
    ) => [key, value]);
    await daemon.stop();
    const at = new Date();
    Deno.copyFileSync(file, `${RELEASE}/daemon.yaml`);
    Deno.copyFileSync(`${dir}/state/cortex.db`, `${RELEASE}/cortex.db`);
    const sampling = configSchema.parse({ monitor: { interval_seconds: INTERVAL_SECONDS } });
    const kept = {
      at,
      settings: Object.fromEntries(settings),
      ...keptIn(`${dir}/state`, at.getTime(), sampling),
    };
    Deno.writeTextFileSync(`${RELEASE}/kept.json`, `${JSON.stringify(kept, null, 2)}\n`);
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
}

/** Makes the daemon keep something of every kind. */
async function live(daemon: Daemon): Promise<void> {
  const alert = await waitFor("an alert", async () => {
    const { items } = await daemon.get("alerts.list", "/v1/alerts?category=memory");
    return items[0];
  });
  await daemon.post("alerts.acknowledge", `/v1/alerts/${alert.id}/acknowledge`);
  await daemon.post("alerts.silence", "/v1/silences", {
    category: "disk",
    duration_seconds: 7_000_000,
    reason: "Disks are moved",
    by: "ann",
  });
  await daemon.post("config.set", "/v1/config/set", { key: "alerts.hourly_cap", value: 9 });
  await daemon.post("outbox.read", "/v1/outbox/read", { consumer: "pager" });
  const { id } = await daemon.post("store.backup", "/v1/store/backup");
  await waitFor("the end of the job and some samples", async () => {
    const job = await daemon.get("jobs.get", `/v1/jobs/${id}`);
    const { items: [series] } = await daemon.get(
      "metrics.query",
      "/v1/metrics/query?series=memory_usage_percent",
    );
    const samples = series?.values.filter((value) => value !== null).length ?? 0;
    return job.ended_at !== null && samples >= 3 ? job : undefined;
  });
}
