import assert from "node:assert/strict";
import { type Glance, glancePath, writeGlance } from "../../../src/inventory/glance.ts";
import { cortex } from "./_world.ts";
import { NOW } from "./_samples.ts";

const QUIET: Glance = {
  made_at: new Date(NOW - 60_000).toISOString(),
  stale_since: null,
  packages: 744,
  explicit: 60,
  orphans: 2,
  updates: 0,
  security_updates: 0,
  broken: 0,
  vulnerabilities: 4,
  fixable: 0,
  reboot_required: false,
};

/** Runs `cortex prompt` beside a file, or beside none. */
async function prompt(glance: Glance | null, ...args: string[]) {
  const dir = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cx-prompt-" });
  try {
    if (glance !== null) writeGlance(glancePath(dir), glance);
    const ran = await cortex(["prompt", "--socket-dir", dir, ...args]);
    assert.deepEqual(ran.connections, []);
    return ran;
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
}

Deno.test("prompt: what is to be done, in a few words", async () => {
  assert.equal((await prompt(QUIET)).out, "");
  const busy = { ...QUIET, updates: 12, security_updates: 3, broken: 1, fixable: 2, reboot_required: true };
  assert.equal(
    (await prompt(busy)).out,
    "12 updates, 3 for security, 1 broken, 2 fixable vulnerabilities, reboot\n",
  );
  const stale = { ...QUIET, updates: 1, fixable: null, stale_since: "2026-11-21T09:00:00.000Z" };
  assert.equal((await prompt(stale)).out, "1 update, stale\n");
});

Deno.test("prompt: nothing, and no failure, where there is no file, a damaged or an old one", async () => {
  const busy = { ...QUIET, updates: 12 };
  const old = { ...busy, made_at: new Date(NOW - 601_000).toISOString() };
  const of_the_future = { ...busy, made_at: new Date(NOW + 61_000).toISOString() };
  const damaged = { ...busy, updates: -1 };
  for (const glance of [null, old, of_the_future, damaged]) {
    for (const args of [[], ["--json"], ["--format", "{updates}"]]) {
      const { exit, out, err } = await prompt(glance, ...args);
      assert.deepEqual([exit, out, err], [0, "", ""]);
    }
  }
  assert.equal((await prompt(old, "--max-age", "1h")).out, "12 updates\n");
  assert.equal((await prompt(busy, "--max-age", "30s")).out, "");
});

Deno.test("prompt: figures by name, and all of them as JSON", async () => {
  const { out } = await prompt({ ...QUIET, fixable: null }, "--format", "[{packages} {fixable}]");
  assert.equal(out, "[744 ?]\n");
  assert.deepEqual(JSON.parse((await prompt(QUIET, "--json")).out), QUIET);
  const wrong = await prompt(QUIET, "--format", "{upgrades}");
  assert.equal(wrong.exit, 2);
  assert.match(wrong.err, /there is no figure "upgrades".*security_updates/s);
});
