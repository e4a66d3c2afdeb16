import assert from "node:assert/strict";
import { CortexError, servicesFailed } from "../../src/contract/mod.ts";
import { createServicesCheck } from "../../src/monitor/mod.ts";
import { run } from "./_monitor.ts";

interface Question {
  readonly permissions: Deno.PermissionOptionsObject;
  readonly systemctl: string | null;
  readonly timeout_ms: number;
}

const checkServices = ({ permissions, ...question }: Question) =>
  createServicesCheck({ permissions }).ask(question);

/** Asks a systemctl that is this shell script. */
async function ask(script: string, timeout_ms = 10_000) {
  const folder = await Deno.makeTempDir({ dir: "/tmp", prefix: "cortex-systemctl-" });
  const systemctl = `${folder}/systemctl`;
  try {
    await Deno.writeTextFile(systemctl, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return await checkServices({ permissions: { run: [systemctl] }, systemctl, timeout_ms });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const withCode = (code: string) => (error: unknown) => error instanceof CortexError && error.code === code;
const NGINX = { unit: "nginx.service", load: "loaded", active: "failed", sub: "failed", description: "Web" };

Deno.test("failed units of a systemd that speaks JSON", async () => {
  const found = await ask(`echo '${JSON.stringify([NGINX])}'`);
  servicesFailed.output().parse(found);
  assert.deepEqual([found.items, found.available], [[NGINX], true]);
});

Deno.test("it is asked for failed units and nothing else, in a bare environment", async () => {
  const { items } = await ask(
    `for each in "$@" "HOME=$HOME" "LC_ALL=$LC_ALL"; do echo "$each loaded failed failed"; done`,
  );
  assert.deepEqual(items.map(({ unit }) => unit), [
    "list-units",
    "--state=failed",
    "--plain",
    "--no-legend",
    "--no-pager",
    "--full",
    "--output=json",
    "HOME=",
    "LC_ALL=C",
  ]);
});

Deno.test("failed units of a systemd that does not speak JSON, whether it says so or not", async () => {
  const plain = "echo 'nginx.service loaded failed failed Web'";
  const refusing = `case "$*" in *json*) echo "Unknown output 'json'." >&2; exit 1;; esac\n${plain}`;
  for (const script of [plain, refusing]) assert.deepEqual((await ask(script)).items, [NGINX]);
});

Deno.test("a machine without systemd is quietly without services", async () => {
  const script =
    `echo "System has not been booted with systemd as init system (PID 1). Can't operate." >&2\nexit 1`;
  const { items, available } = await ask(script);
  assert.deepEqual([items, available], [[], false]);
  const none = await checkServices({ permissions: {}, systemctl: null, timeout_ms: 1000 });
  assert.deepEqual([none.items, none.available], [[], false]);
  const gone = "/tmp/no-such-systemctl";
  const missing = await checkServices({ permissions: { run: [gone] }, systemctl: gone, timeout_ms: 1000 });
  assert.equal(missing.available, false);
});

Deno.test("a systemctl that fails is an error that says why", async () => {
  await assert.rejects(ask("echo 'Failed to list units: Access denied' >&2; exit 1"), (error: unknown) => {
    assert.ok(withCode("UNAVAILABLE")(error) && error instanceof Error);
    assert.match(error.message, /^Cannot list failed units with ".*": Failed to list units: Access denied$/);
    return true;
  });
});

Deno.test("a systemctl that hangs is ended at its deadline and leaves no process behind", async () => {
  await assert.rejects(ask("exec sleep 54321", 200), withCode("TIMEOUT"));
  const left = await run("ps", "-eo", "args");
  assert.ok(!left?.includes("sleep 54321"));
});

Deno.test("a systemctl that never stops talking is ended", async () => {
  await assert.rejects(ask("exec yes 'a.service loaded failed failed x'"), withCode("UNAVAILABLE"));
});

Deno.test("this machine's own systemctl is understood", async () => {
  const systemctl = "/usr/bin/systemctl";
  const found = await checkServices({ permissions: { run: [systemctl] }, systemctl, timeout_ms: 10_000 });
  servicesFailed.output().parse(found);
  const booted = await Deno.stat("/run/systemd/system").then(() => true, () => false);
  if (!booted) assert.equal(found.available, false);
});
