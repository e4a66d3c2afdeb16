import assert from "node:assert/strict";
import { CortexError } from "../../src/contract/mod.ts";
import { keepAlerts, keptAlert } from "./_alerts.ts";
import { type Daemon, type DaemonOptions, startDaemon, waitFor } from "./_daemon.ts";

/** A way in which a state folder refuses to be written for a while. */
export interface Refusal {
  /** From now on nothing can be written. */
  begin(daemon: Daemon): void;
  /** From now on it can again. */
  end(daemon: Daemon): void;
}

/** Long enough for several scans, so that a line for each would show. */
const REFUSED_MS = 6000;

/** Promised: after this long it is written again. */
const WRITES_AGAIN_SECONDS = 10;

const ENV = { CORTEX__MONITOR__INTERVAL_SECONDS: "1", CORTEX__ALERTS__RECOVER_SECONDS: "1" };

/**
 * Goes through a time without writing: the daemon answers, says once what is wrong, in log, health and an alert,
 * refuses what it cannot keep, writes again by itself, and has lost nothing that was answered.
 */
export async function surviveRefusal(options: DaemonOptions, refusal: Refusal): Promise<void> {
  const [first, second] = [keptAlert(1, "active"), keptAlert(2, "active")];
  keepAlerts(options.dir, [first, second]);
  {
    await using daemon = await startDaemon({ ...options, env: ENV });
    await daemon.post("alerts.acknowledge", `/v1/alerts/${first.id}/acknowledge`);
    const before = daemon.output().length;
    refusal.begin(daemon);
    await expectRefusal(daemon, second.id, before).finally(() => refusal.end(daemon));
    await expectWriting(daemon, second.id);
    await daemon.stop("SIGKILL");
  }
  await expectKept(options, [first.id, second.id]);
}

/** The same from the start on: what was there before is shown meanwhile. */
export async function surviveRefusedStart(
  options: DaemonOptions,
  refusal: { begin(): void; end(): void },
  stop: "SIGTERM" | "SIGKILL",
): Promise<void> {
  const [first, second] = [keptAlert(1, "active"), keptAlert(2, "active")];
  keepAlerts(options.dir, [first, second]);
  {
    await using daemon = await startDaemon({ ...options, env: ENV });
    await daemon.post("alerts.acknowledge", `/v1/alerts/${first.id}/acknowledge`);
    await daemon.stop(stop);
  }
  refusal.begin();
  {
    await using daemon = await startDaemon({ ...options, env: ENV });
    assert.equal((await daemon.get("alerts.get", `/v1/alerts/${first.id}`)).status, "acknowledged");
    await expectRefusal(daemon, second.id, 0).finally(refusal.end);
    await expectWriting(daemon, second.id);
    await daemon.stop("SIGKILL");
  }
  await expectKept(options, [first.id, second.id]);
}

/** @param alert One that is active and cannot be acknowledged now. */
async function expectRefusal(daemon: Daemon, alert: string, output_from: number): Promise<void> {
  await waitFor("the alert about the state", async () => {
    const found = await storeAlert(daemon);
    return found?.status === "active" ? found : undefined;
  });
  await refuses(daemon, alert);
  await daemon.post("daemon.reload", "/v1/daemon/reload");
  const until = performance.now() + REFUSED_MS;
  while (performance.now() < until) {
    const health = await daemon.get("health.get", "/v1/health");
    assert.equal(health.store.state, "failing");
    assert.match(health.store.message ?? "", /Cannot write the state/);
    await refuses(daemon, alert);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const said = daemon.output().slice(output_from).split("\n").filter((line) => /cannot/i.test(line));
  assert.equal(said.length, 1, said.join("\n"));
  assert.equal((await daemon.get("alerts.get", `/v1/alerts/${alert}`)).status, "active");
}

async function expectWriting(daemon: Daemon, alert: string): Promise<void> {
  const raised = await storeAlert(daemon);
  await waitFor("the state to be written again", async () => {
    const { store } = await daemon.get("health.get", "/v1/health");
    if (store.state === "ok") return true;
    throw new Error(store.message ?? store.state);
  }, { seconds: WRITES_AGAIN_SECONDS });
  await daemon.post("alerts.acknowledge", `/v1/alerts/${alert}/acknowledge`);
  await waitFor("the recovery", async () => {
    const found = await storeAlert(daemon);
    return found?.status === "resolved" ? true : undefined;
  });
  assert.equal((await storeAlert(daemon))?.id, raised?.id, "one episode is one alert");
}

async function expectKept(options: DaemonOptions, alerts: readonly string[]): Promise<void> {
  await using again = await startDaemon({ ...options, env: ENV });
  assert.equal((await again.get("health.get", "/v1/health")).store.state, "ok");
  for (const id of alerts) {
    assert.equal((await again.get("alerts.get", `/v1/alerts/${id}`)).status, "acknowledged");
  }
  const { items } = await again.get("events.list", "/v1/events/list?limit=500&order=oldest");
  const types = items.map((event) => event.type);
  for (const type of ["alert.raised", "config.reloaded", "alert.resolved"]) {
    assert(types.includes(type), `${type} is not among ${types.join()}`);
  }
  assert.equal(await again.stop(), 0);
}

async function storeAlert(daemon: Daemon) {
  const { items } = await daemon.get("alerts.list", "/v1/alerts?limit=500");
  const found = items.filter((alert) => alert.rule === "store");
  assert(found.length <= 1, "one episode is one alert");
  return found[0];
}

/** What cannot be kept is refused with the error that says so. */
async function refuses(daemon: Daemon, id: string): Promise<void> {
  const response = await daemon.fetch(`/v1/alerts/${id}/acknowledge`, { method: "POST" });
  const body = await response.json();
  assert.equal(body.error.code, "STORE_FAILED", JSON.stringify(body));
  assert.equal(response.status, new CortexError("STORE_FAILED", "").row.http);
}
