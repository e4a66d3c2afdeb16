import assert from "node:assert/strict";
import { createAssistant } from "../../../src/assistant/mod.ts";
import { CAUSES as FOUND } from "../../../src/assistant/causes.ts";
import { assistantAsk, CAUSES, type Health } from "../../../src/contract/mod.ts";
import { HEALTH } from "../operations/sample_health.ts";
import { call, clock, type Figures, sourcesOf } from "./_sources.ts";

const ask = async (question: string, figures: Figures) =>
  assistantAsk.output.parse(
    await createAssistant(sourcesOf(figures), clock).ask({ question, model: false }, call),
  );

const { cpu, memory, disks, processes } = HEALTH;
assert.ok(cpu !== null && memory !== null && processes !== null);
const stall = (some_avg60: number) => ({
  some_avg10: 0,
  some_avg60,
  some_avg300: 0,
  full_avg10: 0,
  full_avg60: 0,
  full_avg300: 0,
});

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

Deno.test("a host that is well has no cause, however it is asked", async () => {
  const health = { disks: disks.map((one) => ({ ...one, usage_percent: 50 })) };
  const { likely_causes, commands, answer } = await ask("why is it slow, cpu memory disk processes", {
    health,
  });
  assert.deepEqual([likely_causes, commands], [[], []]);
  assert.doesNotMatch(answer, /matters/);
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
});

Deno.test("the causes of the contract are those that can be found", () => {
  assert.deepEqual(FOUND.map(({ name }) => name), [...CAUSES]);
});
