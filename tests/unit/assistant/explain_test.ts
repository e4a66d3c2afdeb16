import assert from "node:assert/strict";
import { type Cancellable, createAssistant } from "../../../src/assistant/mod.ts";
import { subjectsOf } from "../../../src/assistant/subject.ts";
import { assistantExplain, CortexError, type ParsedInputOf } from "../../../src/contract/mod.ts";
import { sampleAlert, uuid } from "../operations/memory_alerts.ts";
import { HEALTH } from "../operations/sample_health.ts";
import { alertEvent, assertGrounded, call, clock, type Figures, said, sourcesOf } from "./_sources.ts";

const { cpu } = HEALTH;
assert.ok(cpu !== null);

Deno.test("an alert is explained: what it says, course, cause, how often, beside what, what to do", async () => {
  const events = [
    alertEvent(9, "alert.raised", "2026-11-21T11:59:00.000Z"),
    alertEvent(8, "alert.resolved", "2026-11-21T11:00:00.000Z"),
    alertEvent(7, "alert.raised", "2026-11-21T10:59:00.000Z"),
  ];
  const assistant = createAssistant(sourcesOf({ events, values: [70, 76] }), clock);
  const { summary, evidence, topics, model } = assistantExplain.output().parse(
    await assistant.explain({ subject: uuid(1), model: false }, call),
  );
  assert.deepEqual(summary.split("\n").map((line) => line.replace(/ \[[\d, ]+\]/g, "")), [
    "Disk / is 81 % full. The alert is active, of severity warning, raised 2026-11-21 12:00 UTC.",
    "By the rule disk: last value 81 %, worst 82 %, threshold 80 %. " +
    "In the hour before it was 73 % on average, between 70 % and 76 %. " +
    "Since then it was 73 % on average, between 70 % and 76 %; it is 76 % at present. " +
    "The cause, as far as it is known: 81 GB of 100 GB are used.",
    "Packages changed in the day before the alert: 1 upgraded. " +
    'At 2026-11-21 12:00 UTC 1 upgraded ("vim" 2:9.0) by "apt-get upgrade" of "alice".',
    "In the last day it began 2 times. Open besides: Disk / is 81 % full.",
    "What to do: Remove what is not needed.",
    'What matters most: "/" fills up: it is 81 % full.',
  ]);
  assert.deepEqual([topics, model], [["disk"], null]);
  assert.deepEqual([...new Set(evidence.map(({ source }) => source))], [
    "alerts.get",
    "metrics.query",
    "packages.history",
    "events.list",
    "alerts.list",
    "health.get",
  ]);
});

Deno.test("an alert of the CPU tells who used it before, and who does now", async () => {
  const alerts = [sampleAlert(1, { category: "cpu", subject: "", metric: "cpu_usage_percent" })];
  const processes = [{ name: "cc1plus", user: "alice", cpu_percent: 180 }];
  const reply = await explain(uuid(1), { alerts, processes, values: [40, 60] });
  assertGrounded(reply.summary, reply);
  assert.equal(
    said(reply)[2],
    'In the hour before most CPU was used by "alice" with 50 % on average. ' +
      'In the hour before most memory was used by "alice" with 50 bytes on average. ' +
      'The heaviest by CPU: "cc1plus" (process 1 of "alice") with 180 % of a core.',
  );
});

Deno.test("of an alert about a mount only causes of that mount are told, of one that is over none", async () => {
  const assistant = createAssistant(sourcesOf(), clock);
  const { likely_causes } = await assistant.explain({ subject: uuid(2), model: false }, call);
  assert.deepEqual(likely_causes, []);
  const sources = sourcesOf();
  const over = {
    ...sources,
    alerts: {
      ...sources.alerts,
      get: () => sampleAlert(1, { status: "resolved", resolved_at: "2026-11-21T12:30:00.000Z" }),
    },
  };
  const reply = await createAssistant(over, clock).explain({ subject: uuid(1), model: false }, call);
  assert.deepEqual(reply.likely_causes, []);
  assert.match(reply.summary, /resolved 2026-11-21 12:30 UTC/);
});

Deno.test("an alert that there is not cannot be explained", async () => {
  await assert.rejects(
    createAssistant(sourcesOf(), clock).explain({ subject: uuid(99), model: false }, call),
    (error) => error instanceof CortexError && error.code === "ALERT_NOT_FOUND",
  );
});

const explain = async (subject: string, figures: Figures = {}) =>
  assistantExplain.output().parse(
    await createAssistant(sourcesOf(figures), clock).explain({ subject, model: false }, call),
  );

Deno.test("what a text means: an id before a name, and one thing only where it is said", () => {
  const kinds = (text: string) => subjectsOf(text).map(({ kind, id }) => `${kind} ${id}`);
  assert.deepEqual(kinds("host"), ["host "]);
  assert.deepEqual(kinds(uuid(1).toUpperCase()), [`alert ${uuid(1)}`]);
  assert.deepEqual(kinds("cve-2026-1234"), ["vulnerability CVE-2026-1234"]);
  assert.deepEqual(kinds("4711"), ["process 4711"]);
  assert.deepEqual(kinds("load_1"), ["metric load_1", "package load_1", "process load_1"]);
  assert.deepEqual(kinds("nginx"), ["package nginx", "process nginx"]);
  assert.deepEqual(kinds("package:host"), ["package host"]);
});

Deno.test("the host is explained by all that is known of it", async () => {
  const reply = await explain("host", { values: [1, 2, 3] });
  assertGrounded(reply.summary, reply);
  assert.deepEqual(reply.topics.slice(0, 3), ["overview", "load", "disk"]);
  assert.match(reply.summary, /^The state of this host is /);
  assert.ok(reply.likely_causes.some(({ cause }) => cause === "disk_filling"));
});

Deno.test("a process is explained by its id or name: what it is, its user, the alert that names it", async () => {
  const values = [10, 20, 30];
  const alerts = [
    sampleAlert(1, { data: { processes: [{ pid: 1 }] } }),
    sampleAlert(2, { message: "Other" }),
  ];
  const reply = await explain("1", { values, alerts });
  assertGrounded(reply.summary, reply);
  assert.match(
    said(reply).join("\n"),
    /^"systemd" is process 1 of "root", started .* by process 0\. Its command line is .*\. It uses .* of a core and 11\.4 MiB of memory \(0\.2 %\), with 1 thread/,
  );
  assert.match(
    said(reply)[1] ?? "",
    /In the last hour the CPU use, in percent of one core, of all processes of "root" was 20 % on average, /,
  );
  assert.equal(said(reply)[2], "An open alert names it: Disk / is 81 % full.");
  assert.deepEqual(said(await explain("process:systemd", { values, alerts })), said(reply));
});

Deno.test("of a process only causes of its own or of the whole host are told", async () => {
  const busy = { processes: [{ cpu_percent: 100 }], health: { cpu: { ...cpu, usage_percent: 55 } } };
  const own = await explain("1", busy);
  assert.deepEqual(own.likely_causes.map(({ cause, subject }) => [cause, subject]), [
    ["runaway_process", "systemd"],
  ]);
  const other = sourcesOf(busy);
  const renamed = {
    ...other,
    monitor: {
      ...other.monitor,
      processes: async (query: ParsedInputOf<"processes.list">, call: Cancellable) => {
        const page = await other.monitor.processes(query, call);
        return query.pid === undefined
          ? page
          : { ...page, items: page.items.map((one) => ({ ...one, name: "idle" })) };
      },
    },
  };
  const reply = await createAssistant(renamed, clock).explain({ subject: "1", model: false }, call);
  assert.deepEqual(reply.likely_causes, []);
});

Deno.test("a vulnerability is explained: who has it and what closes it; without a feed nothing is known", async () => {
  const reply = await explain("CVE-2026-1234");
  assertGrounded(reply.summary, reply);
  assert.match(
    said(reply).join("\n"),
    /^1 installed package has "CVE-2026-1234", of severity high\.\n"[^"]+" \S+ is fixable: \S+ has the fix\.\n/,
  );
  const sources = sourcesOf();
  const listed = await sources.vulnerabilities.list({ all: true, limit: 1 });
  const none = (feed: typeof listed.feed) => ({
    ...sources,
    vulnerabilities: { ...sources.vulnerabilities, list: () => ({ ...listed, items: [], feed }) },
  });
  const asked = (feed: typeof listed.feed) =>
    createAssistant(none(feed), clock).explain({ subject: "CVE-2026-1234", model: false }, call);
  assert.match(
    (await asked(null)).summary,
    /^No feed of vulnerabilities is in force, so .* is unknown since/,
  );
  await assert.rejects(asked(listed.feed), isNotFound);
});

Deno.test("a figure is explained by its course, whether it rose, and who is behind it", async () => {
  const reply = await explain("cpu_usage_percent", {
    values: [10, 10, 10, 50],
    processes: [{ cpu_percent: 180 }],
  });
  assertGrounded(reply.summary, reply);
  assert.deepEqual(said(reply).slice(0, 2), [
    "cpu_usage_percent is 50 % now. In the last hour it was 20 % on average, between 10 % and 50 %. " +
    "It rose at about 2026-11-21 11:00 UTC: from 10 % on average before to 50 % since.",
    'The heaviest by CPU: "systemd" (process 1 of "root") with 180 % of a core.',
  ]);
  assert.deepEqual(reply.topics, ["cpu"]);
});

Deno.test("a figure that rose: when, who rose with it, and what was done to packages then", async () => {
  const sources = sourcesOf({ events: [alertEvent(4, "alert.raised", "2026-11-21T11:41:00.000Z")] });
  const query = sources.metrics.query;
  const RISE = Date.parse("2026-11-21T11:40:00.000Z");
  const stepped = {
    ...sources,
    metrics: {
      query: async (given: ParsedInputOf<"metrics.query">) => {
        const [from, to] = [Date.parse(given.from ?? ""), Date.parse(given.to ?? "")];
        const step_ms = (to - from) / 30;
        const history = await query(given);
        const values = (low: number, high: number) =>
          Array.from({ length: 30 }, (_, index) => from + index * step_ms < RISE ? low : high);
        const of_users = given.series.startsWith("user_");
        const subjects = of_users ? [["alice", 4, 90], ["bob", 20, 10]] as const : [["", 10, 80]] as const;
        return {
          ...history,
          from: new Date(from).toISOString(),
          to: new Date(to).toISOString(),
          step_seconds: step_ms / 1000,
          items: history.items.flatMap((item) =>
            subjects.map(([subject, low, high]) => ({ ...item, subject, values: values(low, high) }))
          ),
        };
      },
    },
  };
  const reply = assistantExplain.output().parse(
    await createAssistant(stepped, clock).explain({ subject: "cpu_usage_percent", model: false }, call),
  );
  assertGrounded(reply.summary, reply);
  const [told = ""] = said(reply);
  assert.match(told, /It rose at about 2026-11-21 11:40 UTC: from 10 % on average before to 80 % since\. /);
  assert.match(told, /The users whose CPU rose with it: "alice" from 4 % to 90 %\. /);
  assert.match(told, /About then happened alert\.raised at 2026-11-21 11:41 UTC: Disk \/ is 4 % full\.$/);
  const since = reply.evidence.find(({ fact }) => fact === "cpu_usage_percent, average since");
  assert.deepEqual([since?.samples.length, since?.samples[0]?.value], [10, 80]);
});

Deno.test("of a figure one mount point, interface or user can be explained", () => {
  assert.deepEqual(subjectsOf("disk_usage_percent:/srv"), [
    { kind: "metric", id: "disk_usage_percent:/srv" },
    { kind: "package", id: "disk_usage_percent:/srv" },
    { kind: "process", id: "disk_usage_percent:/srv" },
  ]);
});

Deno.test("what there is not cannot be explained; a part that cannot tell says so", async () => {
  const sources = sourcesOf();
  const missing = {
    ...sources,
    packages: {
      ...sources.packages,
      info: () => {
        throw new CortexError("NOT_FOUND", "Cannot find it");
      },
    },
    metrics: {
      query: () => {
        throw new CortexError("INVALID_PARAMS", "Cannot take it as a series");
      },
    },
  };
  const asked = (subject: string) => createAssistant(missing, clock).explain({ subject, model: false }, call);
  for (const subject of ["nothing", "no_such_metric", "package:vim", "99", "metric:load_1", "../etc"]) {
    await assert.rejects(asked(subject), isNotFound, subject);
  }
  const off = {
    ...sources,
    packages: {
      ...sources.packages,
      info: () => {
        throw new CortexError("UNAVAILABLE", "Cannot ask");
      },
    },
  };
  await assert.rejects(
    createAssistant(off, clock).explain({ subject: "vim", model: false }, call),
    (error) => error instanceof CortexError && error.code === "UNAVAILABLE",
  );
});

function isNotFound(error: unknown): boolean {
  return error instanceof CortexError && error.code === "NOT_FOUND";
}
