import assert from "node:assert/strict";
import { rebootReasons } from "../../../src/inventory/reboot.ts";
import { type ServicesSeen, updatesOf } from "../../../src/inventory/updates.ts";
import type { Examination } from "../../../src/packages/mod.ts";

const QUIET: Examination["reboot"] = { asked: false, asked_by: [], kernels: [] };
const NOW = Date.UTC(2026, 10, 21, 12);
const FRESH = { checked_at: null, stale_since: null, message: null };

function examination(made_at_ms: number | null, count = 1, fetched_at_ms: number | null = null): Examination {
  const update = {
    architecture: "amd64",
    current: "1",
    candidate: "2",
    origin: "Debian:stable",
    download_bytes: 1000,
    held: false,
    kept_back: false,
    phased: null,
  };
  return {
    managers: ["debian"],
    updates: [{ ...update, name: "plain", security: false }, { ...update, name: "urgent", security: true }],
    conflicts: { direct: [], states: [], transitive: [], broken: [] },
    orphans: [],
    lists: { count, made_at_ms, fetched_at_ms },
    reboot: QUIET,
    problems: [],
  };
}

Deno.test("updates: all of them, or those for security, counted the same", () => {
  const query = { kernel: null, services: "", now_ms: NOW };
  const all = updatesOf(examination(NOW), { ...query, security: false }, FRESH);
  const urgent = updatesOf(examination(NOW), { ...query, security: true }, FRESH);
  assert.deepEqual(all.items.map(({ name }) => name), ["plain", "urgent"]);
  assert.deepEqual(urgent.items.map(({ name }) => name), ["urgent"]);
  for (const { total, security } of [all, urgent]) assert.deepEqual([total, security], [2, 1]);
});

Deno.test("updates: in a chroot no phase holds one back", () => {
  const found = examination(NOW);
  const phased = { percentage: 40, held_back: true };
  const of = (in_chroot: boolean) =>
    updatesOf(
      { ...found, updates: found.updates.map((update) => ({ ...update, phased })) },
      { security: false, kernel: null, services: "", in_chroot, now_ms: NOW },
      FRESH,
    ).items.map((update) => update.phased?.held_back);
  assert.deepEqual(of(false), [true, true]);
  assert.deepEqual(of(true), [false, false]);
});

Deno.test("updates: the age of the lists in days and in words", () => {
  const ages = [9 * 86_400_000, 86_400_000, 86_399_999, -5000].map((age_ms) =>
    updatesOf(examination(NOW - age_ms), { security: false, kernel: null, services: "", now_ms: NOW }, FRESH)
      .lists
  );
  assert.deepEqual(ages.map(({ age_days, message }) => [age_days, message]), [
    [9, "Lists are 9 days old"],
    [1, "Lists are 1 day old"],
    [0, "Lists are less than a day old"],
    [0, "Lists are less than a day old"],
  ]);
  const frozen = examination(NOW - 900 * 86_400_000, 1, NOW - 2 * 86_400_000);
  const query = { security: false, kernel: null, services: "", now_ms: NOW };
  assert.equal(updatesOf(frozen, query, FRESH).lists.message, "Lists are 2 days old");
  const ahead = (fetched_at_ms: number | null) => examination(NOW + 30 * 86_400_000, 1, fetched_at_ms);
  assert.equal(updatesOf(ahead(NOW - 9 * 86_400_000), query, FRESH).lists.message, "Lists are 9 days old");
  assert.equal(updatesOf(ahead(null), query, FRESH).lists.message, "Lists are of unknown age");
  const gone = examination(NOW, 0, NOW);
  assert.equal(updatesOf(gone, query, FRESH).lists.message, "There are no lists of packages");
  const silent = [0, 2].map((count) =>
    updatesOf(examination(null, count), { security: false, kernel: null, services: "", now_ms: NOW }, FRESH)
      .lists.message
  );
  assert.deepEqual(silent, ["There are no lists of packages", "Lists are of unknown age"]);
});

Deno.test("reboot: where a package asked for it, named as far as it says who it is", () => {
  assert.deepEqual(rebootReasons(QUIET, "6.1.0-13-amd64"), []);
  assert.deepEqual(rebootReasons({ ...QUIET, asked: true }, null), ["A package asked for it"]);
  assert.deepEqual(rebootReasons({ ...QUIET, asked: true, asked_by: ["dbus", "linux-base"] }, null), [
    "Asked for by dbus, linux-base",
  ]);
});

Deno.test("reboot: where a newer kernel of the same flavour is installed than the one that runs", () => {
  const kernels = [
    "6.1.0-9-amd64",
    "6.1.0-14-amd64",
    "6.1.0-13-amd64",
    "6.1.0-40-cloud-amd64",
    "6.12.57+deb13-amd64",
    "5.15.0-91-generic",
  ];
  const newest = (running: string | null) => rebootReasons({ ...QUIET, kernels }, running);
  assert.deepEqual(newest("6.1.0-13-amd64"), [
    "The kernel 6.12.57+deb13-amd64 is installed, 6.1.0-13-amd64 runs",
  ]);
  assert.equal(newest("5.15.0-88-generic").length, 1);
  for (
    const running of ["6.12.57+deb13-amd64", "6.1.0-40-cloud-amd64", "5.15.0-91-generic", "6.9_own", null]
  ) {
    assert.deepEqual(newest(running), [], `${running}`);
  }
});

Deno.test("restarts: the services, of how many it is not known, or why nothing is", () => {
  const items = [{ service: "ssh.service", files: ["/usr/sbin/sshd"] }];
  const told = (services: ServicesSeen) => {
    const query = { security: false, kernel: null, services, now_ms: NOW };
    const { services_restart, services_restart_message } = updatesOf(examination(NOW), query, FRESH);
    return [services_restart, services_restart_message?.replace(/;.*/, "") ?? null];
  };
  assert.deepEqual(told({ items, seen: 5, unseen: 0 }), [items, null]);
  assert.deepEqual(told({ items: [], seen: 0, unseen: 0 }), [[], null]);
  assert.deepEqual(told({ items, seen: 1, unseen: 1 }), [
    items,
    "The daemon may not look into 1 service of other users",
  ]);
  assert.deepEqual(told({ items: [], seen: 0, unseen: 9 }), [
    null,
    "The daemon may not look into 9 services of other users",
  ]);
  assert.deepEqual(told("Not looked at yet"), [null, "Not looked at yet"]);
});
