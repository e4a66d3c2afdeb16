import assert from "node:assert/strict";
import type { Health, OutputOf } from "../../src/contract/mod.ts";
import { waitFor } from "../e2e/_daemon.ts";
import { bootBox, type Box, BOX_DENO, BOX_ENVIRONMENT, BOX_PROGRAM, missingForBox } from "./_box.ts";
import { dyingOf } from "../e2e/_dying_of_questions.ts";

const UNIT = "cortex-doomed.service";
const SOCKET = "/run/cortex-test/http.sock";

const FLAGS = ["--quiet", "--no-prompt", "--allow-read", "--allow-env", "--allow-sys=uid", "--allow-run"];

/** Starts the daemon as a transient unit, through its launcher. */
function startDaemon(box: Box): void {
  const variables = { ...BOX_ENVIRONMENT, CORTEX__ALERTS__RECOVER_SECONDS: "1", HOME: "/root" };
  box.must(
    "systemd-run",
    "--unit=cortex-test",
    "--collect",
    ...Object.entries(variables).map(([name, value]) => `--setenv=${name}=${value}`),
    `--setenv=CORTEX__MONITOR__INTERVAL_SECONDS=1`,
    BOX_DENO,
    "run",
    ...FLAGS,
    `${BOX_PROGRAM}/cli/launch.ts`,
    "daemon",
    "--socket-dir=/run/cortex-test",
    "--state-dir=/var/lib/cortex-test",
  );
}

/** What the daemon says of failed units, once it has asked. */
async function seen(box: Box) {
  const services = await waitFor("the check of services", () => {
    const answer = box.get<OutputOf<"services.failed">>(SOCKET, "/v1/services/failed");
    return Promise.resolve(answer.checked_at === null ? undefined : answer);
  });
  const { services: { failed } } = box.get<Health>(SOCKET, "/v1/health");
  return { services, failed };
}

function serviceAlerts(box: Box) {
  const { items } = box.get<OutputOf<"alerts.list">>(SOCKET, "/v1/alerts");
  return items.filter((alert) => alert.rule === "services");
}

Deno.test({
  name:
    "a unit that fails under a real systemd is named by services, health and an alert, which ends with the failure",
  ignore: missingForBox() !== undefined,
  fn: async () => {
    using box = bootBox();
    box.write(`/etc/systemd/system/${UNIT}`, "[Service]\nType=oneshot\nExecStart=/bin/false\n");
    box.must("systemctl", "daemon-reload");
    box.run("systemctl", "reset-failed");
    assert.notEqual(box.run("systemctl", "start", UNIT).code, 0);

    startDaemon(box);
    const { services, failed } = await seen(box);
    assert.equal(services.available, true);
    assert.deepEqual(services.items.map(({ unit, active }) => ({ unit, active })), [
      { unit: UNIT, active: "failed" },
    ]);
    assert.equal(failed, 1);
    const raised = await waitFor("the alert", () => Promise.resolve(serviceAlerts(box)[0]));
    assert.equal(raised.status, "active");
    assert(`${raised.message} ${raised.description}`.includes(UNIT), raised.message);

    // The check runs at a start and every five minutes: the same alert ends across a restart.
    box.must("systemctl", "stop", "cortex-test");
    box.must("systemctl", "reset-failed", UNIT);
    startDaemon(box);
    const after = await seen(box);
    assert.deepEqual([after.services.items, after.failed], [[], 0]);
    const resolved = await waitFor("the end of the alert", () => {
      const [alert] = serviceAlerts(box);
      return Promise.resolve(alert?.status === "resolved" ? alert : undefined);
    });
    assert.equal(resolved.id, raised.id);
  },
});

const WORKER = `${BOX_PROGRAM}/src/monitor/services_worker.ts`;

const DYING = dyingOf("failed", { type: "ServicesProtocol", file: "services_protocol.ts" });

function servicesPart(box: Box) {
  return box.get<Health>(SOCKET, "/v1/health").subsystems.find(({ name }) => name === "services");
}

function partAlerts(box: Box) {
  const { items } = box.get<OutputOf<"alerts.list">>(SOCKET, "/v1/alerts?open=true");
  return items.filter(({ rule, subject }) => rule === "part" && subject === "services");
}

Deno.test({
  name:
    "a check of services that is given up is told everywhere, the rest goes on, and a restart brings it back",
  ignore: missingForBox() !== undefined,
  fn: async () => {
    using box = bootBox();
    const whole = Deno.readTextFileSync(`${box.root}${WORKER}`);
    box.write(WORKER, DYING);
    startDaemon(box);
    await waitFor("the daemon", () => Promise.resolve(box.run("test", "-S", SOCKET).code === 0 || undefined));
    const given_up = await waitFor("the end of its tries", () => {
      const part = servicesPart(box);
      return Promise.resolve(part?.state === "unhealthy" ? part : undefined);
    });
    assert.equal(given_up.restarts, 3);
    assert.match(given_up.message ?? "", /thrown as it was told; given up after 3 restarts$/);
    assert.deepEqual(partAlerts(box).map(({ severity, recommendation }) => [severity, recommendation]), [
      ["error", "It is tried again every 5 minutes; a restart of the daemon tries it at once"],
    ]);
    const metrics = box.must("curl", "-sS", "--unix-socket", SOCKET, "http://cortex/metrics");
    assert.match(metrics, /^cortex_worker_state\{.*"services".*"unhealthy".*\} 1$/m);
    const doctor = box.run(
      BOX_DENO,
      "run",
      ...FLAGS,
      `${BOX_PROGRAM}/cli/launch.ts`,
      "cli",
      "--socket-dir=/run/cortex-test",
      "doctor",
    );
    assert.match(doctor.stdout, /The part services is unhealthy: .* given up after 3 restarts/);
    const first = box.get<Health>(SOCKET, "/v1/health").taken_at;
    await waitFor(
      "the next sample",
      () => Promise.resolve(box.get<Health>(SOCKET, "/v1/health").taken_at === first ? undefined : true),
    );

    box.must("systemctl", "stop", "cortex-test");
    box.write(WORKER, whole);
    startDaemon(box);
    await seen(box);
    assert.equal(servicesPart(box)?.state, "idle");
    assert.deepEqual(partAlerts(box), []);
  },
});
