import assert from "node:assert/strict";
import { createAssistant } from "../../../src/assistant/mod.ts";
import { CAUSES as FOUND } from "../../../src/assistant/causes.ts";
import { assistantAsk, CAUSES, type Health } from "../../../src/contract/mod.ts";
import { HEALTH, stall } from "../operations/sample_health.ts";
import { alertEvent, call, clock, type Figures, sourcesOf } from "./_sources.ts";

const ask = async (question: string, figures: Figures) =>
  assistantAsk.output().parse(
    await createAssistant(sourcesOf(figures), clock).ask({ question, model: false }, call),
  );

const { cpu, memory, disks, processes } = HEALTH;
assert.ok(cpu !== null && memory !== null && processes !== null);
const unit = (name: string) => ({
  unit: name,
  load: "loaded",
  active: "failed",
  sub: "failed",
  description: "",
});
const userOf = (user: string, processes: number) => ({
  user,
  uid: 1000,
  cpu_percent: 1,
  memory_bytes: 1,
  memory_percent: 1,
  read_bytes_per_second: null,
  write_bytes_per_second: null,
  processes,
  threads: processes,
  cpu_state: "normal" as const,
  memory_state: "normal" as const,
});
const INTERFACE = {
  interface: "eth0",
  rx_bytes_per_second: 1,
  tx_bytes_per_second: 1,
  rx_packets_per_second: 1,
  tx_packets_per_second: 1,
  rx_errors: 1400,
  tx_errors: 0,
  rx_dropped: 5,
  tx_dropped: 0,
};

/** What each cause looks like on a host that is otherwise well. */
const SICK: readonly [cause: string, question: string, health: Partial<Health>, more?: Figures][] = [
  ["cpu_saturation", "cpu", {
    cpu: { ...cpu, usage_percent: 99 },
    pressure: { cpu: stall(55), memory: null, io: null },
  }],
  ["runaway_process", "cpu", { cpu: { ...cpu, usage_percent: 55 } }, { processes: [{ cpu_percent: 100 }] }],
  ["memory_pressure", "memory", { memory: { ...memory, usage_percent: 97 } }],
  ["swap_thrash", "memory", {
    memory: { ...memory, swap_total_bytes: 100, swap_used_bytes: 50, swap_usage_percent: 50 },
    pressure: { cpu: null, memory: stall(30), io: null },
  }],
  ["io_wait", "why is it slow", { pressure: { cpu: null, memory: null, io: stall(40) } }],
  ["disk_filling", "disk", { disks: disks.map((one) => ({ ...one, usage_percent: 96 })) }],
  ["inodes_exhausted", "disk", {
    disks: disks.map((one) => ({ ...one, usage_percent: 5, inodes_usage_percent: 99 })),
  }],
  ["descriptor_exhaustion", "processes", { descriptors: { used: 95, max: 100, usage_percent: 95 } }],
  ["zombie_processes", "processes", { processes: { ...processes, zombie: 400 } }],
  ["failed_service", "services", {}, { failed: [unit("nginx.service")] }],
  ["fork_storm", "processes", { processes: { ...processes, total: 5000 } }, {
    series: { processes: [120, 130, 5000] },
    users: [userOf("alice", 20), userOf("mallory", 4800)],
  }],
  ["broken_packages", "packages", {}, {
    conflicts: {
      direct: [{ package: "libcurl4", relation: "Depends", wants: "libssl3 (>= 3.0.0)" }],
      states: [{ package: "mawk", state: "half-installed" }],
      transitive: ["curl"],
    },
  }],
  ["vulnerable_service", "Is it secure?", {}, {
    findings: [{ package: "openssh-server", severity: "critical" }],
    processes: [{ name: "sshd", pid: 812, parent_pid: 1 }],
  }],
  ["clock_trouble", "Is the clock right?", {}, {
    events: [
      alertEvent(9, "daemon.started", "2026-11-21T10:05:00.000Z"),
      alertEvent(8, "alert.raised", "2026-11-21T11:59:00.000Z"),
    ],
  }],
  ["network_errors", "network", { network: [INTERFACE] }, {
    series: { network_errors: [400, 900, 1400], network_dropped: [5, 5, 5] },
  }],
];

Deno.test("each cause is found by its figures, with the evidence and commands that only read", async () => {
  for (const [cause, question, health, more = {}] of SICK) {
    const { likely_causes, commands, evidence } = await ask(question, { ...more, health });
    const [first] = likely_causes;
    assert.equal(first?.cause, cause);
    assert.ok(first.score > 0.5 && first.score <= 1, `${cause} ${first.score}`);
    assert.ok(first.evidence.length > 0 && first.evidence.every((n) => evidence.some((one) => one.n === n)));
    assert.ok(commands.some((one) => one.cause === cause), cause);
  }
});

Deno.test("each cause has its case here", () => {
  const without = ["update_backlog"];
  assert.deepEqual(
    [...SICK.map(([cause]) => cause), ...without].toSorted(),
    FOUND.map(({ name }) => name as string).toSorted(),
  );
});

/** What is like a cause, and is none. */
const WELL: readonly [question: string, health: Partial<Health>, more: Figures][] = [
  ["processes", { processes: { ...processes, total: 300 } }, { series: { processes: [120, 300] } }],
  ["processes", { processes: { ...processes, total: 5000 } }, { series: { processes: [4000, 5000] } }],
  ["services", {}, {}],
  ["Is it secure?", {}, {
    findings: [{ package: "openssh-server", severity: "medium" }],
    processes: [{ name: "sshd", parent_pid: 1 }],
  }],
  ["Is it secure?", {}, {
    findings: [{ package: "openssh-server", severity: "high" }],
    processes: [{ name: "sshd", parent_pid: 4000 }],
  }],
  ["Is it secure?", {}, {
    findings: [{ package: "openssh-server", severity: "high", verdict: "not_affected" }],
    processes: [{ name: "sshd", parent_pid: 1 }],
  }],
  ["clock", {}, {
    events: [
      alertEvent(9, "daemon.started", "2026-11-21T11:59:30.000Z"),
      alertEvent(8, "alert.raised", "2026-11-21T11:59:40.000Z"),
    ],
  }],
  ["network", { network: [INTERFACE] }, {
    series: { network_errors: [1400, 1400], network_dropped: [5, 5] },
  }],
  ["network", { network: [{ ...INTERFACE, interface: "lo" }] }, {
    series: { network_errors: [0, 1400], network_dropped: [5, 5] },
  }],
];

Deno.test("what is only like a cause is none: slow growth, old errors, programs that no service runs", async () => {
  for (const [question, health, more] of WELL) {
    const { likely_causes, answer } = await ask(question, { ...more, health });
    assert.deepEqual(likely_causes, [], `${question}: ${answer}`);
  }
});

Deno.test("what a cause says of whom: the user of a storm, a package once, the unit that keeps the clock", async () => {
  const subjects = async (question: string, figures: Figures) =>
    (await ask(question, figures)).likely_causes.map(({ cause, subject, score }) => [cause, subject, score]);
  const storm = SICK.find(([cause]) => cause === "fork_storm");
  assert.deepEqual(await subjects("processes", { health: storm?.[2] ?? {}, ...storm?.[3] }), [
    ["fork_storm", "mallory", 1],
  ]);
  const direct = { package: "mawk", relation: "Depends" as const, wants: "libc6" };
  const states = [{ package: "mawk", state: "half-installed" as const }];
  assert.deepEqual(
    await subjects("services", { conflicts: { direct: [direct, direct], states, transitive: [] } }),
    [["broken_packages", "mawk", 0.9]],
  );
  assert.deepEqual(
    (await subjects("services", { failed: [unit("chrony.service")] })).toSorted(),
    [["clock_trouble", "chrony.service", 0.5], ["failed_service", "chrony.service", 0.8]],
  );
});

Deno.test("a host that is well has no cause, however it is asked; how to look further is said all the same", async () => {
  const health = { disks: disks.map((one) => ({ ...one, usage_percent: 50 })) };
  const { likely_causes, commands, answer } = await ask("why is it slow, cpu memory disk processes", {
    health,
  });
  assert.deepEqual(likely_causes, []);
  assert.deepEqual([...new Set(commands.map(({ cause }) => cause))], [
    "cpu_saturation",
    "runaway_process",
    "memory_pressure",
    "disk_filling",
  ]);
  assert.doesNotMatch(answer, /matters/);
  assert.match(answer, /No file system is about to fill up: "\/boot" is 50 % full/);
});

Deno.test("a disk that loses space tells when it is full, before it is nearly so", async () => {
  const HOUR = 360;
  const values = Array.from({ length: HOUR + 1 }, (_, step) => 20e9 - step / HOUR * 1e9);
  const health = {
    disks: disks.slice(1).map((one) => ({ ...one, usage_percent: 40, available_bytes: 19e9 })),
  };
  const { likely_causes, answer } = await ask("disk", { health, values });
  assert.deepEqual(likely_causes.map(({ cause, subject }) => [cause, subject]), [["disk_filling", "/"]]);
  assert.match(answer, /lost 953\.7 MiB in 1 hour, and at that rate is full in 19 hours \[/);
  const far = { disks: health.disks.map((one) => ({ ...one, available_bytes: 30e9 })) };
  const later = await ask("disk", { health: far, values });
  assert.deepEqual(later.likely_causes, [], "an hour does not tell what will be in thirty");
  assert.match(later.answer, /^No file system is about to fill up: .*; it lost 953\.7 MiB in 1 hour \[/);
});

Deno.test("the causes of the contract are those that can be found", () => {
  assert.deepEqual(FOUND.map(({ name }) => name), [...CAUSES]);
});
