import assert from "node:assert/strict";
import type { AssistantReply } from "../../../src/contract/mod.ts";
import { sampleAlert } from "../operations/memory_alerts.ts";
import { type Answers, type Circumstances, cortex } from "./_world.ts";

const reply: AssistantReply = {
  answer: "Memory is at 25 % [1].\nOpen is an alert.",
  topics: ["memory"],
  likely_causes: [],
  evidence: [{
    n: 1,
    fact: "memory usage",
    subject: "",
    value: 25,
    unit: "percent",
    text: "25 %",
    source: "health.get",
    at: "2026-11-21T11:59:50.000Z",
    samples: [{ at: "2026-11-21T11:59:50.000Z", value: 25 }],
  }],
  commands: [],
  model: null,
  removed: 0,
};
const { answer: summary, ...grounds } = reply;

Deno.test("the words of a question are one question; below the answer stands what it rests on", async () => {
  const answers = { "assistant.ask": () => reply };
  const { exit, out, asked } = await cortex(["ask", "how", "much", "memory"], { answers });
  assert.equal(exit, 0);
  assert.deepEqual(asked, [["assistant.ask", { question: "how much memory" }]]);
  assert.deepEqual(out.split("\n").map((line) => line.trim().replace(/ {2,}/g, "  ")), [
    "Memory is at 25 % [1].",
    "Open is an alert.",
    "",
    "N  FACT  OF  VALUE  SOURCE  WHEN",
    "1  memory usage  25 %  health.get  10 s ago",
    "",
  ]);
  const json = await cortex(["ask", "memory", "--json"], { answers });
  assert.deepEqual(JSON.parse(json.out), reply);
  const plain = await cortex(["ask", "memory", "--no-model"], { answers });
  assert.deepEqual(plain.asked, [["assistant.ask", { question: "memory", model: false }]]);
});

Deno.test("commands to look further stand between the answer and its evidence", async () => {
  const commands = [{ cause: "disk_filling" as const, command: "df -h", why: "Space" }];
  const { out } = await cortex(["ask", "disk"], {
    answers: { "assistant.ask": () => ({ ...reply, commands }) },
  });
  assert.match(out, /Open is an alert\.\n\nTo look further\n {2}df -h {3}# Space\n\n *N {2}FACT/);
});

Deno.test("an answer fits the terminal", async () => {
  const long = { ...reply, answer: "word ".repeat(40) };
  const { out } = await cortex(["ask", "memory"], { answers: { "assistant.ask": () => long }, columns: 40 });
  for (const line of out.split("\n")) assert.ok(line.length <= 40, line);
});

Deno.test("what comes in pieces is shown in pieces, and not again; what it became in the end is shown", async () => {
  const answers = { "assistant.ask": () => ({ ...reply, model: "tiny", removed: 2 }) };
  const pieces = ["Memory is at 25 % [1].\n", "Open is an alert. "];
  const shown = async (circumstances: Circumstances, ...more: string[]) =>
    (await cortex(["ask", "memory", ...more], { answers, ...circumstances })).out;
  const whole = await shown({});
  assert.equal(await shown({ pieces }), whole);
  assert.match(whole, /In the words of tiny; statements that rest on nothing: 2, removed\n$/);
  assert.match(await shown({ pieces: ["Memory is "] }), /^Memory is\nMemory is at 25 % \[1\]\.\nOpen is/);
  assert.deepEqual(JSON.parse(await shown({ pieces }, "--json")).removed, 2);
  const nothing = await shown({ answers: { "assistant.ask": () => ({ ...reply, removed: 1 }) } });
  assert.match(nothing, /Without the model: nothing that it said rests on the evidence\n$/);
});

Deno.test("who waits for the model sees how many are before, on a terminal, until the answer comes", async () => {
  const answers = { "assistant.ask": () => reply, "assistant.explain": () => ({ ...grounds, summary }) };
  const pieces = [2, 1, 0, reply.answer];
  const answering = "Answering\r\x1b[K";
  for (const line of [["ask", "memory"], ["explain", "host"]]) {
    const { out, err } = await cortex(line, { answers, pieces, columns: 80 });
    assert.equal(
      err,
      `${answering}In line: 2 questions before this one\r\x1b[KIn line: 1 question before this one\r\x1b[K${answering}`,
    );
    assert.match(out, /^Memory is at 25 % \[1\]\./);
    assert.equal((await cortex(line, { answers, pieces })).err, "", "nobody looks");
    assert.equal((await cortex([...line, "--json"], { answers, pieces, columns: 80 })).err, "");
  }
  const cut = await cortex(["ask", "memory"], { answers, pieces: [3], columns: 80 });
  assert.equal(
    cut.err,
    `${answering}In line: 3 questions before this one\r\x1b[K`,
    "an answer that is not told in pieces",
  );
});

Deno.test("an alert is explained by the beginning of its id, anything else by its name", async () => {
  const alert = sampleAlert(1, { id: "3f2a91bc-0000-4000-8000-000000000001" });
  const answers: Answers = {
    "alerts.list": () => ({
      items: [alert],
      next_cursor: null,
      counts: { info: 0, warning: 1, error: 0, critical: 0 },
    }),
    "assistant.explain": () => ({ summary, ...grounds }),
  };
  const explained = async (...args: string[]) => {
    const { exit, asked, out } = await cortex(["explain", ...args], { answers });
    assert.equal(exit, 0);
    assert.match(out, /^Memory is at 25 % \[1\]\./);
    return asked.at(-1);
  };
  assert.deepEqual(await explained("3f2a"), ["assistant.explain", { subject: alert.id }]);
  for (const subject of ["host", "4711", "cafe", "vim", "CVE-2026-1234", "load_1"]) {
    assert.deepEqual(await explained(subject), ["assistant.explain", { subject }]);
  }
  assert.deepEqual(await explained("vim", "--no-model"), ["assistant.explain", {
    subject: "vim",
    model: false,
  }]);
});
