import assert from "node:assert/strict";
import { managerSettings } from "../../../src/systemd/mod.ts";

const settings = (env: Record<string, string>) => managerSettings((name) => env[name], 42);
const NOBODY = { socket: null, unreachable: null, watchdog_ms: null };

Deno.test("without a service manager nothing is told", () => {
  assert.deepEqual(settings({}), NOBODY);
  assert.deepEqual(settings({ NOTIFY_SOCKET: "", WATCHDOG_USEC: "" }), NOBODY);
});

Deno.test("a socket at a path is used, an abstract one is named", () => {
  assert.equal(settings({ NOTIFY_SOCKET: "/run/systemd/notify" }).socket, "/run/systemd/notify");
  for (const address of ["@/org/systemd/notify", "vsock:2:1234"]) {
    assert.deepEqual(settings({ NOTIFY_SOCKET: address }), { ...NOBODY, unreachable: address });
  }
});

Deno.test("signs of life are for the process they are wanted of", () => {
  assert.equal(settings({ WATCHDOG_USEC: "30000000" }).watchdog_ms, 30_000);
  assert.equal(settings({ WATCHDOG_USEC: "30000000", WATCHDOG_PID: "42" }).watchdog_ms, 30_000);
  assert.equal(settings({ WATCHDOG_USEC: "30000000", WATCHDOG_PID: "41" }).watchdog_ms, null);
  for (const wrong of ["0", "-1", "soon"]) assert.equal(settings({ WATCHDOG_USEC: wrong }).watchdog_ms, null);
});
