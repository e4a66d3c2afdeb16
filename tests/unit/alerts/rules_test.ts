import assert from "node:assert/strict";
import fc from "fast-check";
import { readingsOf } from "../../../src/alerts/readings.ts";
import { RULES } from "../../../src/alerts/rules.ts";
import type { Rule } from "../../../src/alerts/rule.ts";
import { word } from "../../../src/alerts/rules/_text.ts";
import { checkedOf, configOf, diskOf, packagesOf, processOf, sampleOf, userOf } from "./_host.ts";

const USERS = configOf().users;

function ruleOf(name: string): Rule {
  const rule = RULES.find((one) => one.name === name);
  if (rule === undefined) throw new Error(`no rule ${name}`);
  return rule;
}

/** What a rule would say of a sample, by subject. */
function textsOf(name: string, sample: ReturnType<typeof sampleOf>, checked = checkedOf()) {
  const rule = ruleOf(name);
  const { items } = readingsOf(sample, checked, USERS, [rule]);
  return Object.fromEntries(items.map((reading) => [reading.subject, { ...reading, ...rule.text(reading) }]));
}

Deno.test("the rules are those of the configuration, each with a metric of its own", () => {
  assert.deepEqual(RULES.map((rule) => rule.name).sort(), Object.keys(configOf().alerts.rules).sort());
  assert.equal(new Set(RULES.map((rule) => rule.metric)).size, RULES.length);
});

Deno.test("defaults", () => {
  const expected = [
    ["cpu", 90, 95, 300],
    ["load", 2, 4, 300],
    ["memory", 85, 95, 0],
    ["swap", 50, 80, 0],
    ["disk", 80, 95, 0],
    ["inodes", 85, 95, 0],
    ["cpu_pressure", 20, 50, 0],
    ["memory_pressure", 20, 50, 0],
    ["io_pressure", 20, 50, 0],
    ["descriptors", 80, 95, 0],
    ["services", 1, null, 0],
    ["security_updates", 1, null, 0],
    ["broken_packages", 1, null, 600],
    ["reboot_required", 1, null, 0],
    ["stale_lists", 7, 30, 0],
    ["user_cpu", 90, null, 300],
    ["user_memory", 90, null, 300],
  ] as const;
  for (const row of expected) {
    const { name, warning, critical, for_seconds } = ruleOf(row[0]);
    assert.deepEqual([name, warning, critical, for_seconds], row);
  }
});

Deno.test("CPU and memory name the processes and users that use it", () => {
  const sample = sampleOf({
    cpu_percent: 97.04,
    memory_percent: 91,
    top: {
      cpu: [processOf(4711, "evil \n(burner)"), processOf(1, "init", { user: "root", cpu_percent: 0.1 })],
      memory: [processOf(4712, "hog")],
    },
    users: [userOf("ann", 1000, { cpu_percent: 99.9 }), userOf("root", 0)],
  });
  const cpu = textsOf("cpu", sample)[""];
  assert.equal(cpu?.message, "CPU usage is 97 %");
  assert.match(
    cpu?.description ?? "",
    /"evil \?\(burner\)" \(pid 4711, user "ann"\) 99\.8 % of a core; "init"/,
  );
  assert.match(cpu?.description ?? "", /Top users: "ann" 99\.9 %/);
  const memory = textsOf("memory", sample)[""];
  assert.match(
    memory?.description ?? "",
    /14\.6 GiB of 16 GiB in use\n.*"hog" \(pid 4712, user "ann"\) 3 GiB/,
  );
});

Deno.test("a disk is named with its device, and its path stays one word for the shell", () => {
  const mount = "/mnt/it's $(reboot)\nhere";
  const text =
    textsOf("disk", sampleOf({ disks: [diskOf(mount, 97, { device: "/dev/mapper/vg-data" })] }))[mount];
  assert.equal(text?.message, `Disk usage of "/mnt/it's $(reboot)?here" is 97 %`);
  assert.equal(text?.description, 'Device "/dev/mapper/vg-data" (ext4): 3 GiB of 100 GiB left');
  assert(text?.recommendation.includes(`du -xh --max-depth=1 '/mnt/it'\\''s $(reboot)\nhere' | sort -h`));
});

Deno.test("property: a word for the shell has nothing outside of quotes that the shell would act on", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      const quoted = word(text);
      const bare = quoted.replace(/'[^']*'|\\'/g, "");
      assert.match(bare, /^[\w@%+:,./-]*$/);
    }),
  );
});

Deno.test("media that are always full and file systems without inodes have no value", () => {
  const sample = sampleOf({
    disks: [
      diskOf("/media/cd", 100, { fs_type: "iso9660", read_only: true }),
      diskOf("/snap/core", 100, { fs_type: "squashfs", read_only: true }),
      diskOf("/media/dvd", 100, { fs_type: "udf", read_only: true }),
      diskOf("/media/pen", 100, { fs_type: "udf" }),
      diskOf("/btrfs", 50, { fs_type: "btrfs", inodes_usage_percent: null }),
    ],
  });
  assert.deepEqual(Object.keys(textsOf("disk", sample)), ["/media/pen", "/btrfs"]);
  assert.deepEqual(Object.keys(textsOf("inodes", sample)), ["/media/pen"]);
});

Deno.test("load counts per core, users count of all cores", () => {
  const sample = sampleOf({ load_5: 10, users: [userOf("ann", 1000, { cpu_percent: 100 })] });
  assert.equal(textsOf("load", sample)[""]?.value, 2.5);
  assert.equal(textsOf("user_cpu", sample)["ann"]?.value, 25);
});

Deno.test("users are looked at from the minimum UID on, included ones always, excluded ones never", () => {
  const users = [userOf("root", 0), userOf("web", 33), userOf("ann", 1000), userOf("bob", 1001)];
  const filter = { minimum_uid: 1000, excluded: ["bob"], included: ["web", "bob"] };
  const { items } = readingsOf(sampleOf({ users }), null, filter, [ruleOf("user_memory")]);
  assert.deepEqual(items.map((reading) => reading.subject), ["web", "ann"]);
});

Deno.test("what a collector could not read is unknown, what a machine has not is gone", () => {
  const failed = readingsOf(
    sampleOf({ failed: ["cpu", "load", "memory", "swap", "disks", "processes", "descriptors"] }),
    null,
    USERS,
  );
  assert.deepEqual([...failed.complete], []);
  const well = readingsOf(sampleOf(), checkedOf(), USERS);
  assert(
    ["disk_usage_percent", "user_cpu_percent", "services_failed"].every((metric) =>
      well.complete.has(metric)
    ),
  );
  assert(!well.complete.has("io_pressure_some_avg60"), "a kernel without pressure says nothing");
  const base = sampleOf();
  const swapless = { ...base, memory: base.memory && { ...base.memory, swap_total_bytes: 0 } };
  const { items, complete } = readingsOf(swapless, null, USERS, [ruleOf("swap")]);
  assert.deepEqual([items, [...complete]], [[], ["swap_usage_percent"]]);
});

Deno.test("disks that answered count although another one did not", () => {
  const sample = sampleOf({ disks: [diskOf("/", 99)], failed: ["disks"] });
  const { items, complete } = readingsOf(sample, null, USERS, [ruleOf("disk")]);
  assert.deepEqual(items.map((reading) => reading.subject), ["/"]);
  assert.equal(complete.size, 0);
});

Deno.test("a value that is no number is unknown", () => {
  const { items, complete } = readingsOf(sampleOf({ memory_percent: Number.NaN }), null, USERS, [
    ruleOf("memory"),
  ]);
  assert.deepEqual([items.length, complete.size], [0, 0]);
});

Deno.test("pressure names what waits", () => {
  const stall = {
    some_avg10: 0,
    some_avg60: 33.3,
    some_avg300: 0,
    full_avg10: null,
    full_avg60: null,
    full_avg300: null,
  };
  const rest = {
    read_bytes_per_second: 0,
    write_bytes_per_second: 0,
    reads_per_second: 0,
    writes_per_second: 0,
  };
  const sample = sampleOf({
    pressure: { cpu: stall, memory: null, io: stall },
    disk_io: [{ device: "sda", busy_percent: 3, ...rest }, { device: "sdb", busy_percent: 98, ...rest }],
    top: { cpu: [processOf(7, "burner")], memory: [] },
  });
  assert.match(textsOf("cpu_pressure", sample)[""]?.description ?? "", /"burner" \(pid 7/);
  assert.match(textsOf("io_pressure", sample)[""]?.description ?? "", /"sdb" 98 % busy; "sda"/);
  assert.deepEqual(textsOf("memory_pressure", sample), {});
});

Deno.test("security updates are counted and named; without lists nothing is known of them", () => {
  const update = {
    name: "libssl3",
    architecture: "amd64",
    current: "3.0.9-1",
    candidate: "3.0.16-1",
    origin: "Debian:stable-security",
    download_bytes: 1,
    security: true,
    held: false,
    kept_back: false,
    phased: null,
  };
  const items = [
    ...Array.from({ length: 12 }, (_, number) => ({ ...update, name: `lib${number}` })),
    { ...update, security: false },
  ];
  const of = (updates: Parameters<typeof packagesOf>[0]) =>
    textsOf("security_updates", sampleOf(), checkedOf({ packages: packagesOf(updates) }))[""];
  const found = of({ items });
  assert.deepEqual([found?.value, found?.message], [12, "12 security updates are pending"]);
  assert.match(found?.description ?? "", /^"lib0": "3\.0\.9-1" to "3\.0\.16-1"\n[^]*\nand 2 more$/);
  assert.equal(found?.facts.updates?.length, 12);
  assert.equal(of({})?.message, "No security update is pending");
  const lists = { count: 0, made_at: null, fetched_at: null, age_days: null, message: "" };
  assert.equal(of({ items: [], lists }), undefined);
});

Deno.test("broken packages are counted", () => {
  const packages = packagesOf({}, ["curl", "tar", "git"]);
  const found = textsOf("broken_packages", sampleOf(), checkedOf({ packages }))[""];
  assert.deepEqual([found?.value, found?.message], [3, "3 packages are broken"]);
  assert.deepEqual(found?.facts.packages, ["curl", "tar", "git"]);
  assert.equal(textsOf("broken_packages", sampleOf())[""]?.message, "No package is broken");
});

Deno.test("a reboot is required for reasons, lists are as old as the days say, and may be of no age", () => {
  const packages = packagesOf({
    reboot_required: true,
    reboot_reasons: ["Asked for by dbus"],
    lists: { count: 4, made_at: null, fetched_at: null, age_days: 9, message: "" },
  });
  const reboot = textsOf("reboot_required", sampleOf(), checkedOf({ packages }))[""];
  assert.deepEqual([reboot?.value, reboot?.description], [1, '"Asked for by dbus"']);
  assert.equal(textsOf("reboot_required", sampleOf())[""]?.value, 0);
  const lists = textsOf("stale_lists", sampleOf(), checkedOf({ packages }))[""];
  assert.deepEqual([lists?.value, lists?.message], [9, "The lists of packages are 9 days old"]);
  const ageless = packagesOf({
    lists: { count: 4, made_at: null, fetched_at: null, age_days: null, message: "" },
  });
  assert.deepEqual(textsOf("stale_lists", sampleOf(), checkedOf({ packages: ageless })), {});
  for (const name of ["security_updates", "broken_packages", "reboot_required", "stale_lists"]) {
    assert.deepEqual(textsOf(name, sampleOf(), checkedOf({ packages: null })), {}, name);
  }
});
