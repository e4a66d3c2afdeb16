import assert from "node:assert/strict";
import fc from "fast-check";
import { createAssistant } from "../../../src/assistant/mod.ts";
import { TOPICS, topicsOf } from "../../../src/assistant/topics.ts";
import { assistantAsk, CortexError, type PackageChange } from "../../../src/contract/mod.ts";
import { HEALTH } from "../operations/sample_health.ts";
import { alertEvent, assertGrounded, call, clock, type Figures, sourcesOf } from "./_sources.ts";

/** Asks as a client does, and checks the answer against the contract. */
const ask = async (question: string, figures: Figures = {}) =>
  assistantAsk.output().parse(
    await createAssistant(sourcesOf(figures), clock).ask({ question, model: false }, call),
  );

Deno.test("a question is taken to be about what its words mean, several at once", () => {
  const names = (question: string) => topicsOf(question).map(({ name }) => name);
  assert.deepEqual(names("Why is this machine so SLOW?"), ["load"]);
  assert.deepEqual(names("cpu, memory and the disk"), ["cpu", "memory", "disk"]);
  assert.deepEqual(names("What changed? Any updates?"), ["packages", "changes"]);
  assert.deepEqual(names("How is this host?"), ["overview"]);
  assert.deepEqual(names("Which user has the most processes?"), ["processes", "users"]);
  assert.deepEqual(names("Sing me a song"), []);
  for (const { name, example } of TOPICS) assert.ok(names(example).includes(name), example);
});

Deno.test("the memory: what there is, its course, who uses it, and where each figure comes from", async () => {
  const reply = await ask("How much memory is in use?", { values: [10, 20, 60] });
  assert.equal(
    reply.answer,
    "Memory is at 25 %: 1.9 GiB of 7.5 GiB is in use, 5.6 GiB is available [1, 2, 3, 4]. " +
      "In the last hour it was 30 % on average, between 10 % and 60 % [5, 6, 7]. " +
      'The heaviest by memory: "systemd" (process 1 of "root") with 11.4 MiB (0.2 %) [8, 9, 10, 11, 12].',
  );
  assert.deepEqual([reply.topics, reply.model], [["memory"], null]);
  assert.deepEqual(reply.evidence[1], {
    n: 2,
    fact: "memory in use",
    subject: "",
    value: 2_000_000_000,
    unit: "bytes",
    text: "1.9 GiB",
    source: "health.get",
    at: "2026-11-21T12:00:00.000Z",
    samples: [{ at: "2026-11-21T12:00:00.000Z", value: 2_000_000_000 }],
  });
  assert.deepEqual(reply.evidence[4]?.samples, [
    { at: "2026-11-21T11:00:00.000Z", value: 10 },
    { at: "2026-11-21T11:00:10.000Z", value: 20 },
    { at: "2026-11-21T11:00:20.000Z", value: 60 },
  ]);
});

Deno.test("why it is slow: the status with its reasons", async () => {
  const { answer } = await ask("why is it slow", { processes: [{ cpu_percent: 180, name: "cc1plus" }] });
  assert.match(answer, /^The load of this host is medium: CPU at 71\.3 % of 4 cores; medium above 60 \[/);
  assert.match(answer, /The heaviest by CPU: "cc1plus" \(process 1 of "root"\) with 180 % of a core \[/);
});

Deno.test("what changed: how many events of each kind, and the latest", async () => {
  const events = [
    alertEvent(9, "alert.resolved", "2026-11-21T11:59:00.000Z"),
    alertEvent(8, "alert.raised", "2026-11-21T11:58:00.000Z"),
    alertEvent(7, "alert.raised", "2026-11-19T11:58:00.000Z"),
  ];
  const reply = await ask("What happened?", { events });
  assertGrounded(reply.answer, reply);
  assert.match(
    reply.answer,
    /In the last day there were 2 events of the daemon: alert\.resolved 1 time, alert\.raised 1 time \[/,
  );
  assert.match(reply.answer, /alert\.resolved at 2026-11-21 11:59 UTC: Disk \/ is 9 % full; alert\.raised/);
  assert.doesNotMatch(reply.answer, /is 7 %/, "not of the last day");
});

const change = (name: string, at: string, more: Partial<PackageChange> = {}): PackageChange => ({
  at: `2026-11-21T${at}.000Z`,
  action: "upgrade",
  name,
  architecture: "amd64",
  from: "1",
  to: "2",
  source: "debian",
  command: "apt-get upgrade",
  user: null,
  ...more,
});

Deno.test("what changed: packages by their runs, the ones that were asked for by name first", async () => {
  const install = { action: "install", from: null, command: "apt-get install vim", user: "alice" } as const;
  const history = [
    change("libgpm2", "11:00:02", install),
    change("vim-common", "11:00:01", install),
    change("vim-runtime", "11:00:01", install),
    change("vim", "11:00:00", install),
    change("tar", "09:00:01"),
    change("tar", "08:00:01"),
    change("telnet", "07:00:00", { action: "remove", to: null, command: null }),
  ];
  const reply = await ask("What changed?", { history });
  assertGrounded(reply.answer, reply);
  assert.equal(
    reply.answer.replace(/ \[[\d, ]+\]/g, ""),
    "Packages changed in the last day: 4 installed, 2 upgraded, 1 removed. " +
      'At 2026-11-21 11:00 UTC 4 installed ("vim" 2, "libgpm2" 2, "vim-common" 2 and others) ' +
      'by "apt-get install vim" of "alice". ' +
      'At 2026-11-21 09:00 UTC 1 upgraded ("tar" 2) by "apt-get upgrade". ' +
      'At 2026-11-21 08:00 UTC 1 upgraded ("tar" 2) by "apt-get upgrade". ' +
      "In the last day there were 0 events of the daemon.",
  );
  const none = await ask("What changed?", { history: [] });
  assert.match(none.answer, /^Packages changed in the last day: 0 \[1\]\. /);
});

Deno.test("jobs that end as they should are no change; one that fails is", async () => {
  const job = (seq: number, severity: "info" | "error") => ({
    ...alertEvent(seq, "job.finished", "2026-11-21T11:59:00.000Z"),
    severity,
  });
  const events = [job(2, "info"), job(1, "error")];
  assert.match(
    (await ask("What happened?", { events })).answer,
    /there were 1 event of the daemon: job\.finished/,
  );
});

Deno.test("updates: how many are for security, which first, how old that is, and what is due after them", async () => {
  const reply = await ask("Are there security updates?");
  assertGrounded(reply.answer, reply);
  assert.match(
    reply.answer.replace(/ \[[\d, ]+\]/g, ""),
    /There is a newer version of 115 of them, 1 of them for security \("vim"\); Lists are 9 days old\. A reboot is due: /,
  );
  assert.ok(reply.commands.some(({ command }) => command === "apt list --upgradable"));
});

Deno.test("a figure that is recorded for minutes only is told of those; a day only where it tells more", async () => {
  const { answer } = await ask("memory", { values: [10, 60], recorded_from: "2026-11-21T11:55:00.000Z" });
  assert.match(answer.replace(/ \[[\d, ]+\]/g, ""), /\. In the last 5 minutes it was 35 % on average, /);
  assert.doesNotMatch(answer, /In the last (hour|day)/);
});

Deno.test("what a question names is told of: a program that runs, a package; not what only sounds like one", async () => {
  const processes = [{ name: "nginx", cpu_percent: 40 }];
  const reply = await ask("why is nginx so slow?", { processes });
  assertGrounded(reply.answer, reply);
  assert.match(reply.answer, /^"nginx" is process 1 of "root", started /);
  assert.deepEqual(reply.topics, ["processes", "load"]);
  const vim = await ask("What about vim?");
  assert.match(vim.answer, /^"vim" is described as /);
  assert.deepEqual(vim.topics, ["packages"]);
  assert.deepEqual((await ask("Who is at it?", { processes: [{ name: "at" }] })).topics, ["users"]);
});

Deno.test("the clock: what it says, and that it did not go back", async () => {
  const reply = await ask("Is the clock right?", {
    events: [alertEvent(1, "alert.raised", "2026-11-21T11:00:00.000Z")],
  });
  assertGrounded(reply.answer, reply);
  assert.equal(
    reply.answer.replace(/ \[[\d, ]+\]/g, ""),
    "The clock of this host says 2026-11-21 12:00 UTC. By 1 event of the last day it did not go back.",
  );
  const back = [
    alertEvent(2, "alert.raised", "2026-11-21T10:00:00.000Z"),
    alertEvent(1, "alert.raised", "2026-11-21T11:00:00.000Z"),
  ];
  const { answer, likely_causes } = await ask("Is the clock right?", { events: back });
  assert.doesNotMatch(answer, /did not/);
  assert.deepEqual(likely_causes.map(({ cause }) => cause), ["clock_trouble"]);
});

Deno.test("what is not understood is answered with what can be asked", async () => {
  const { answer, topics, evidence } = await ask("Sing me a song");
  assert.match(
    answer,
    /^The question was not understood\. It can be about .*memory and swap.*\. For example: .*\?$/,
  );
  assert.deepEqual([topics, evidence], [[], []]);
});

Deno.test("a part that cannot answer is left out, and said; a fault of the program is not", async () => {
  const sources = sourcesOf();
  const failing = (error: Error) => ({
    ...sources,
    services: {
      failed: () => {
        throw error;
      },
    },
  });
  const asked = (error: Error) =>
    createAssistant(failing(error), clock).ask({ question: "uptime and services", model: false }, call);
  const { answer } = await asked(new CortexError("UNAVAILABLE", "Cannot ask"));
  assert.match(
    answer,
    /^Nothing is known of failed services at present\.\n"anvil" has been up for 12 hours, /,
  );
  await assert.rejects(asked(new TypeError("no")), TypeError);
});

Deno.test("names of the host stay on one line, in quotes, and cannot grow", async () => {
  const hostile = `x\n\u001b[31m${"y".repeat(400)}`;
  const { answer } = await ask("cpu", { processes: [{ name: hostile, cpu_percent: 50 }] });
  assert.equal(answer.split("\n").length, 1);
  assert.ok(!answer.includes("\u001b") && !answer.includes("y".repeat(101)));
});

Deno.test("whatever the figures, an answer says no figure that is not in its evidence", async () => {
  const percent = fc.double({ min: 0, max: 100, noNaN: true });
  const bytes = fc.nat(2 ** 31 - 1).map((value) => value * 1000);
  const figures = fc.record({
    usage: percent,
    load: fc.double({ min: 0, max: 500, noNaN: true }),
    used: bytes,
    uptime: fc.double({ min: 0, max: 1e9, noNaN: true }),
    values: fc.array(percent, { maxLength: 5 }),
    name: fc.string({ unit: "grapheme", maxLength: 30 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.subarray(TOPICS.map(({ example }) => example), { minLength: 1 }),
      figures,
      async (questions, { usage, load, used, uptime, values, name }) => {
        const { cpu, memory, host, disks } = HEALTH;
        assert.ok(cpu !== null && memory !== null);
        const reply = await ask(questions.join(" "), {
          health: {
            cpu: { ...cpu, usage_percent: usage, load_1: load, steal_percent: usage },
            memory: { ...memory, used_bytes: used, swap_total_bytes: used },
            host: { ...host, uptime_seconds: uptime, hostname: name },
            disks: disks.map((one) => ({ ...one, usage_percent: usage, inodes_usage_percent: usage })),
          },
          processes: [{ cpu_percent: usage, memory_bytes: used, name }],
          values,
          events: [alertEvent(3, "alert.raised", "2026-11-21T11:59:00.000Z")],
        });
        assertGrounded(reply.answer, reply);
      },
    ),
    { numRuns: 100 },
  );
});

Deno.test("a course that does not change is told once; a mount that is as good as empty is not", async () => {
  const disks = HEALTH.disks.map((one, index) => index === 0 ? { ...one, usage_percent: 0 } : one);
  const { answer } = await ask("disk", { health: { disks }, values: [81, 81] });
  assert.equal(
    answer.replace(/ \[[\d, ]+\]/g, ""),
    '"/" is 81 % full: 17.7 GiB of 93.1 GiB is available. ' +
      'In the last hour the usage of "/" was 81 % throughout.\n' +
      'What matters most: "/" fills up: it is 81 % full.',
  );
});

Deno.test("vulnerabilities: how many, what closes them, and that nothing is known without a feed", async () => {
  const reply = await ask("Is it secure?");
  assertGrounded(reply.answer, reply);
  assert.match(
    reply.answer.replace(/ \[[\d, ]+\]/g, ""),
    /^By the feed "[^"]+", 1 installed package has 1 known vulnerability\. An update closes 1 of these cases \(1 of severity high\); for 0 there is no fix yet/,
  );
  const sources = sourcesOf();
  const none = {
    ...sources,
    vulnerabilities: {
      ...sources.vulnerabilities,
      summary: () => ({
        ...sources.vulnerabilities.summary(),
        feed: null,
        unknown_since: "2026-11-20T08:00:00.000Z",
      }),
    },
  };
  const { answer, evidence } = await createAssistant(none, clock).ask(
    { question: "any CVEs?", model: false },
    call,
  );
  assert.match(
    answer,
    /^No feed of vulnerabilities is in force, so what is vulnerable is unknown since 2026-11-20 08:00 UTC: see/,
  );
  assert.deepEqual(evidence.map(({ text }) => text), ["No feed", "2026-11-20 08:00 UTC"]);
});
