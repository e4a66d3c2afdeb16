import assert from "node:assert/strict";
import type { Health, OutputOf } from "../../src/contract/mod.ts";
import { waitFor } from "../e2e/_daemon.ts";
import { bootBox, type Box, BOX_DENO, BOX_ENVIRONMENT, BOX_PROGRAM, missingForBox } from "./_box.ts";

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
