import assert from "node:assert/strict";
import { createAssistant } from "../../../src/assistant/mod.ts";
import type { Engine, Inference } from "../../../src/assistant/engine.ts";
import { assistantAsk, assistantExplain, CortexError } from "../../../src/contract/mod.ts";
import { HEALTH } from "../operations/sample_health.ts";
import { uuid } from "../operations/memory_alerts.ts";
import { listener, numbersOf, output, type Script, scriptedEngine } from "./_engine.ts";
import { assertGrounded, call, clock, type Figures, sourcesOf } from "./_sources.ts";

/** Asks an assistant whose model says what the script does. */
async function ask(script: Script | Engine, question = "How much memory is in use?", figures: Figures = {}) {
  const engine = isEngine(script) ? script : scriptedEngine(script);
  const assistant = createAssistant(sourcesOf(figures), clock, { engine, redact: () => true });
  return assistantAsk.output().parse(await assistant.ask({ question, model: true }, call));
}

function isEngine(script: Script | Engine): script is Engine {
  return typeof script === "object" && "infer" in script;
}

const core = async (question = "How much memory is in use?", figures: Figures = {}) =>
  await createAssistant(sourcesOf(figures), clock).ask({ question, model: true }, call);

/** A statement about the memory, as a good model says it. */
const memory = (inference: Inference) => ({
  text: "Memory is at 25 %",
  facts: numbersOf(inference, /memory usage: 25 %/).slice(0, 1),
});

Deno.test("what a model says of the facts is the answer, with its evidence, causes and commands", async () => {
  const full = { disks: HEALTH.disks.map((one) => ({ ...one, usage_percent: 96 })) };
  const reply = await ask(
    (inference) =>
      output([{
        text: 'The file system "/" is 96 % full',
        facts: numbersOf(inference, /(disk usage of <<\/>>: 96 %|mount point: <<\/>>)/),
      }], { likely_causes: ["disk_filling"], commands: [1] }),
    "Is the disk filling?",
    { health: full },
  );
  assert.match(reply.answer, /^The file system "\/" is 96 % full \[\d+(, \d+)*\]\.$/);
  assert.deepEqual([reply.model, reply.removed, reply.topics], ["scripted", 0, ["disk"]]);
  assert.ok(
    reply.likely_causes.length > 0 && reply.likely_causes.every(({ cause }) => cause === "disk_filling"),
  );
  assert.deepEqual(reply.commands.map(({ command }) => command), ["df -h"]);
  const known = new Set(reply.evidence.map(({ n }) => n));
  for (const { evidence } of reply.likely_causes) {
    assert.ok(evidence.length > 0 && evidence.every((n) => known.has(n)));
  }
});

Deno.test("statements that rest on nothing are removed and counted, the others stay", async () => {
  const reply = await ask((inference) =>
    output([
      memory(inference),
      { text: "Memory is at 99 %", facts: memory(inference).facts },
      { text: "The disk is on fire", facts: [] },
      { text: "Memory is fine", facts: [9999] },
    ])
  );
  assert.match(reply.answer, /^Memory is at 25 % \[\d+\]\.$/);
  assert.deepEqual([reply.model, reply.removed], ["scripted", 3]);
  assertGrounded(reply.answer, reply);
});

Deno.test("what nothing was told of before is told as a whole: the core's answer, and one that was kept", async () => {
  const { texts: told, tell } = listener();
  const asker = { signal: call.signal, tell };
  const engine = scriptedEngine((inference) => output([memory(inference)]));
  const assistant = createAssistant(sourcesOf(), clock, { engine, redact: () => true });
  const plain = await assistant.ask({ question: "memory", model: false }, asker);
  const first = await assistant.ask({ question: "memory", model: true }, asker);
  const kept = await assistant.ask({ question: "memory", model: true }, asker);
  assert.deepEqual(told, [plain.answer, `${first.answer} `, kept.answer]);
});

Deno.test("who waits in line is told how many are before, and nothing when it is the first", async () => {
  const told: unknown[] = [];
  const engine = scriptedEngine((_, { onPosition }) => {
    for (const before of [2, 1, 0]) onPosition?.(before);
    return output([]);
  });
  await createAssistant(sourcesOf(), clock, { engine, redact: () => true }).ask(
    { question: "memory", model: true },
    { signal: call.signal, tell: (news) => news.type === "queue" && told.push(news.before) },
  );
  assert.deepEqual(told, [2, 1, 0]);
});

Deno.test("who asks is told the job of the model; when that is cancelled there is no answer", async () => {
  const told: unknown[] = [];
  const engine = scriptedEngine((_, { onJob }) => {
    onJob?.("job-1");
    throw new CortexError("CANCELLED", "Cannot finish the job: it was cancelled");
  });
  const assistant = createAssistant(sourcesOf(), clock, { engine, redact: () => true });
  const answer = assistant.ask(
    { question: "memory", model: true },
    { signal: call.signal, tell: (news) => told.push(news) },
  );
  await assert.rejects(answer, { code: "CANCELLED" });
  assert.deepEqual(told, [{ type: "job", id: "job-1" }]);
});

/** Outputs of which nothing can be shown. */
const UNUSABLE: readonly [what: string, script: Script][] = [
  ["no JSON", "Memory is fine, trust me"],
  ["cut", '{"statements":[{"text":"Memory is'],
  ["cut after a whole statement", '{"statements":[{"text":"Memory is at 25 %","facts":[1]}'],
  ["empty", ""],
  ["null", "null"],
  ["a number", "7"],
  ["an array", "[]"],
  ["another object", "{}"],
  ["statements that are no array", { statements: "all", likely_causes: [], commands: [] }],
  ["no causes", { statements: [] }],
  ["no statement", output([])],
  [
    "only bad statements",
    output([{ text: "Memory is at 99 %", facts: [1] }, { text: "Trust me", facts: [] }]),
  ],
  ["statements of no form", output([null, 7, "x", [], {}, { text: 1, facts: 1 }])],
  ["a prototype", '{"__proto__":{"statements":[]},"likely_causes":[],"commands":[]}'],
  ["more than is looked at", output([{ text: "x".repeat(40_000), facts: [1] }])],
  ["two documents", `${JSON.stringify(output([]))}${JSON.stringify(output([]))}`],
  ["deep", "[".repeat(10_000)],
  ["text round it", `Sure! ${JSON.stringify(output([]))}`],
  ["a fence round it", `\`\`\`json\n${JSON.stringify(output([]))}\n\`\`\``],
  ["terminal codes", output([{ text: "\u001b]0;owned\u0007 memory", facts: [1] }])],
];

Deno.test(`of an output that cannot be used nothing is shown: ${UNUSABLE.length} cases`, async () => {
  const expected = await core();
  for (const [what, script] of UNUSABLE) {
    const { removed, ...reply } = await ask(script);
    assert.ok(removed > 0, what);
    assert.deepEqual({ ...reply, removed: 0 }, expected, what);
  }
  const cut = scriptedEngine((inference) => output([memory(inference)]), { ended_by: "length" });
  assert.equal((await ask(cut)).model, null, "cut at the longest answer");
});

Deno.test("a model that fails costs nothing but time; a client that leaves ends the answer", async () => {
  const failing = (error: Error): Engine => ({ model: () => "broken", infer: () => Promise.reject(error) });
  for (const code of ["MODEL_NOT_LOADED", "BUSY", "TIMEOUT", "UNAVAILABLE"] as const) {
    assert.deepEqual(await ask(failing(new CortexError(code, "Cannot answer"))), await core());
  }
  await assert.rejects(ask(failing(new TypeError("no"))), TypeError);
  const leaving = new AbortController();
  const engine = scriptedEngine(() => {
    leaving.abort();
    throw new CortexError("CANCELLED", "Cannot answer");
  });
  await assert.rejects(
    createAssistant(sourcesOf(), clock, { engine, redact: () => true })
      .ask({ question: "memory", model: true }, { signal: leaving.signal }),
    (error) => error instanceof CortexError && error.code === "CANCELLED",
  );
});

Deno.test("without a model, or when none is wanted, the engine is not asked", async () => {
  const engine = scriptedEngine(output([]));
  const assistant = createAssistant(sourcesOf(), clock, { engine, redact: () => true });
  const { model } = await assistant.ask({ question: "memory", model: false }, call);
  const none = createAssistant(sourcesOf(), clock, {
    engine: { ...engine, model: () => null },
    redact: () => true,
  });
  assert.deepEqual(await none.ask({ question: "memory", model: true }, call), await core("memory"));
  assert.deepEqual([model, engine.asked.length], [null, 0]);
});

Deno.test("an alert is explained in a model's words, too; one that there is not by none", async () => {
  const engine = scriptedEngine((inference) =>
    output([{ text: "Disk / is 81 % full", facts: numbersOf(inference, /\] alert of <<\/>>/) }])
  );
  const assistant = createAssistant(sourcesOf(), clock, { engine, redact: () => true });
  const explained = assistantExplain.output().parse(
    await assistant.explain({ subject: uuid(1), model: true }, call),
  );
  assert.match(explained.summary, /^Disk \/ is 81 % full \[\d+/);
  await assert.rejects(assistant.explain({ subject: uuid(99), model: true }, call));
  assert.equal(engine.asked.length, 1);
});

Deno.test("what comes before the question stays the same from one question to the next", async () => {
  const engine = scriptedEngine(output([]));
  const assistant = createAssistant(sourcesOf(), clock, { engine, redact: () => true });
  for (const question of ["memory", "Is the disk filling?", "Why is it slow?"]) {
    await assistant.ask({ question, model: true }, call);
  }
  const [first, ...others] = engine.asked;
  assert.match(first?.prefix ?? "", /Facts of the host:\n\[1\] /);
  for (const { prefix } of others) assert.equal(prefix, first?.prefix);
  assert.equal(new Set(engine.asked.map(({ prompt }) => prompt)).size, 3);
});

Deno.test("an answer is kept for the same question while nothing happens, and no longer than a minute", async () => {
  const time = { now: 0, wall: () => clock.wall(), steady: () => time.now };
  const events: NonNullable<Figures["events"]> = [];
  const engine = scriptedEngine((inference) => output([memory(inference)]));
  const redact = { on: true };
  const assistant = createAssistant(sourcesOf({ events }), time, { engine, redact: () => redact.on });
  const asked = async (question: string) => {
    await assistant.ask({ question, model: true }, call);
    return engine.asked.length;
  };
  assert.equal(await asked("memory"), 1);
  assert.equal(await asked("memory"), 1);
  assert.equal(await asked("swap"), 2);
  redact.on = false;
  assert.equal(await asked("memory"), 3);
  redact.on = true;
  events.unshift({
    seq: 1,
    at: "2026-11-21T12:00:00.000Z",
    type: "daemon.started",
    severity: "info",
    subject: "",
    alert_id: null,
    data: {},
  });
  assert.equal(await asked("memory"), 4);
  time.now = 59_999;
  assert.equal(await asked("memory"), 4);
  time.now = 60_000;
  assert.equal(await asked("memory"), 5);
});

Deno.test("statements come as they are whole, checked, before the answer has come to its end", async () => {
  const { texts: seen, tell } = listener();
  let at_end = -1;
  const engine: Engine = {
    model: () => "slow",
    infer: async (inference, { signal, onText }) => {
      const [one, other] = [memory(inference), { text: "Memory is at 99 %", facts: [1] }];
      const said = output([one, other, one, { ...one, text: "Memory usage is at 25 %" }]);
      const scripted = scriptedEngine(said);
      const result = await scripted.infer(inference, { signal, ...(onText === undefined ? {} : { onText }) });
      at_end = seen.length;
      return result;
    },
  };
  const assistant = createAssistant(sourcesOf(), clock, { engine, redact: () => true });
  await assistant.ask({ question: "memory", model: true }, {
    signal: call.signal,
    tell,
  });
  assert.deepEqual([seen.map((text) => text.replace(/\[\d+\]/, "[n]")), at_end], [[
    "Memory is at 25 % [n]. ",
    "Memory usage is at 25 % [n]. ",
  ], 2]);
});
