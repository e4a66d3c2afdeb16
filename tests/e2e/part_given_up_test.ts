import assert from "node:assert/strict";
import { copyCheckout, helpersOf } from "./_checkout.ts";
import { dyingOf } from "./_dying_of_questions.ts";
import { type Daemon, daemonDir, waitFor } from "./_daemon.ts";

const WORKER = "src/runtimes/installed_worker.ts";

const DYING = dyingOf("list", { type: "InstalledProtocol", file: "protocol.ts" });

/** Asks for the runtimes, of which a worker is to tell. */
async function look(daemon: Daemon): Promise<number> {
  const response = await daemon.fetch("/v1/runtimes?refresh=true");
  await response.body?.cancel();
  return response.status;
}

async function part(daemon: Daemon) {
  const { subsystems } = await daemon.get("health.get", "/v1/health");
  return subsystems.find(({ name }) => name === "runtimes");
}

async function metric(daemon: Daemon, state: string): Promise<string | undefined> {
  const text = await (await daemon.fetch("/metrics")).text();
  return text.split("\n").find((line) =>
    line.startsWith("cortex_worker_state") && line.includes('"runtimes"') && line.includes(`"${state}"`)
  );
}

const alerts = async (daemon: Daemon) =>
  (await daemon.get("alerts.list", "/v1/alerts?open=true")).items.filter(({ subject }) =>
    subject === "runtimes"
  );

Deno.test({
  name:
    "a part that is given up is told everywhere, the others go on, and it comes back by its next question",
  // What is compiled has its workers in it.
  ignore: Deno.env.has("CORTEX_TEST_BIN"),
  fn: async () => {
    const dir = daemonDir();
    const copy = `${dir}/copy`;
    copyCheckout(copy);
    const whole = Deno.readTextFileSync(`${copy}/${WORKER}`);
    Deno.writeTextFileSync(`${copy}/${WORKER}`, DYING);
    const { startDaemon, cortex } = await helpersOf(copy);
    await using daemon = await startDaemon({ dir, env: { CORTEX__MONITOR__INTERVAL_SECONDS: "1" } });

    assert.equal(await look(daemon), 503);
    const given_up = await part(daemon);
    assert.deepEqual([given_up?.state, given_up?.restarts], ["unhealthy", 3]);
    assert.match(given_up?.message ?? "", /thrown as it was told; given up after 3 restarts$/);
    assert.match(await metric(daemon, "unhealthy") ?? "", / 1$/);
    const [alert] = await alerts(daemon);
    assert.deepEqual([alert?.severity, alert?.recommendation], [
      "error",
      "`cortex runtimes --refresh` tries it again",
    ]);
    const doctor = await cortex(daemon, ["doctor", "--state-dir", `${dir}/state`]);
    assert.equal(doctor.exit, 1);
    assert.match(doctor.out, /The part runtimes is unhealthy: .* given up after 3 restarts/);
    const { last_sample_at } = await daemon.get("daemon.status", "/v1/status");
    await waitFor("the next sample", async () => {
      const status = await daemon.get("daemon.status", "/v1/status");
      return status.last_sample_at === last_sample_at ? undefined : true;
    });

    Deno.writeTextFileSync(`${copy}/${WORKER}`, whole);
    assert.equal(await look(daemon), 200);
    assert.equal((await part(daemon))?.state, "idle");
    assert.match(await metric(daemon, "unhealthy") ?? "", / 0$/);
    assert.deepEqual(await alerts(daemon), []);

    Deno.writeTextFileSync(`${copy}/${WORKER}`, DYING);
    assert.equal(await look(daemon), 503);
    assert.equal((await alerts(daemon)).length, 1);
    await daemon.stop("SIGKILL");
    await using next = await startDaemon({ dir });
    assert.deepEqual(await alerts(next), [], "a start has every part whole");
    assert.equal((await part(next))?.state, "idle");
    await next.stop("SIGKILL");
    Deno.removeSync(dir, { recursive: true });
  },
});
