import type { Process } from "../../contract/mod.ts";
import { CAUSES, diagnose } from "../causes.ts";
import { lastOf, spanOf } from "../course.ts";
import { coursesOf } from "../courses.ts";
import { defineExplainer, type Scene } from "../explainer.ts";
import { factsFrom } from "../fact.ts";
import { gather, orNull } from "../gather.ts";
import type { Course, Known } from "../known.ts";
import { counted, say, type Sentence } from "../sentence.ts";

const HOUR_MS = 3_600_000;
/** Processes of one name that are looked at. */
const MOST = 100;
/** Causes that one process can be behind. */
const CAUSES_OF = ["runaway_process", "cpu_saturation", "memory_pressure", "swap_thrash", "fork_storm"];

/** What the letters of ps(1) mean where a process does not simply run or sleep. */
const STATES: Readonly<Record<string, string>> = {
  D: "It waits for storage or a device and cannot be ended meanwhile",
  Z: "It has ended, and its parent does not ask for it",
  T: "It is stopped",
  t: "A debugger holds it",
};

/** A process, by its id or its name. */
export const process = defineExplainer({
  kind: "process",
  explain: async (id, scene) => {
    const found = await find(id, scene);
    const [heaviest] = found.items;
    if (heaviest === undefined) return null;
    const causes = CAUSES.filter(({ name }) => CAUSES_OF.includes(name));
    const [known, past] = await Promise.all([
      gather(scene.sources, scene.call, { wanting: [...causes, BESIDE], now_ms: scene.now_ms }),
      orNull(() => userCourses(heaviest.user, scene)),
    ]);
    return {
      topics: ["processes"],
      paragraphs: [
        [...what(heaviest, found.taken_at), ...others(found, found.taken_at)],
        ofUser(heaviest, known, past ?? []),
        namedIn(heaviest, known),
      ],
      found: diagnose(causes, known, ({ subject }) => ["", heaviest.name, heaviest.user].includes(subject)),
    };
  },
});

const BESIDE = { needs: ["users", "alerts"] as const, series: [] };

interface Found {
  /** The heaviest first. */
  readonly items: readonly Process[];
  readonly taken_at: string;
}

async function find(id: string, { sources, call }: Scene): Promise<Found> {
  const by_id = /^\d+$/.test(id);
  const { items, taken_at } = await sources.monitor.processes(
    { sort: "cpu", limit: MOST, ...(by_id ? { pid: Number(id) } : { filter: id }) },
    call,
  );
  return { items: items.filter(({ pid, name }) => by_id ? String(pid) === id : name === id), taken_at };
}

async function userCourses(user: string, { sources, now_ms }: Scene): Promise<Course[]> {
  return await coursesOf(sources.metrics, {
    series: ["user_cpu_percent", "user_memory_bytes"],
    from_ms: now_ms - HOUR_MS,
    to_ms: now_ms,
    subject: user,
  });
}

function what(one: Process, at: string): Sentence[] {
  const { figure, name, text, time } = factsFrom({ source: "processes.list", at });
  const state = STATES[one.state];
  const files = one.open_files === null
    ? []
    : say` and ${counted(figure("open files", one.open_files, "", one.name), "open file")}`;
  return [
    say`${name("process", one.name)} is process ${figure("process id", one.pid, "", one.name)} of ${
      name("user of the process", one.user)
    }, started ${time("started", one.started_at, one.name)} by process ${
      figure("parent's process id", one.parent_pid, "", one.name)
    }`,
    say`Its command line is ${text("command line", one.command, one.name)}`,
    say`It uses ${
      figure("CPU of the process, of one core", one.cpu_percent, "percent", one.name)
    } of a core and ${figure("memory of the process", one.memory_bytes, "bytes", one.name)} of memory (${
      figure("memory of the process, of the host's", one.memory_percent, "percent", one.name)
    }), with ${counted(figure("threads", one.threads, "", one.name), "thread")}${files}`,
    ...(state === undefined ? [] : [say`${text("state of the process", state, one.name)}`]),
  ];
}

function others({ items }: Found, at: string): Sentence[] {
  const [first] = items;
  if (first === undefined || items.length === 1) return [];
  const { figure } = factsFrom({ source: "processes.list", at });
  return [
    say`It is the heaviest of ${figure("processes of that name", items.length, "", first.name)} of that name`,
  ];
}

/** What its user does, now and in the hour before. */
function ofUser({ user }: Process, { users }: Known, past: readonly Course[]): Sentence[] {
  const now = users?.items.find((one) => one.user === user);
  const told = past.map((course) => {
    const { name } = factsFrom({ source: "metrics.query", at: course.at });
    const what = course.series === "user_cpu_percent" ? "CPU use, in percent of one core," : "memory";
    return say`In ${lastOf(course, "hour")} the ${[what]} of all processes of ${name("user", user)} was ${
      spanOf(course, "the last hour")
    }`;
  });
  if (users === null || now === undefined) return told;
  const { figure, name } = factsFrom({ source: "users.list", at: users.taken_at });
  return [
    say`All processes of ${name("user", user)} together use ${
      figure("CPU of the user, of one core", now.cpu_percent, "percent", user)
    } of a core and ${figure("memory of the user", now.memory_bytes, "bytes", user)}`,
    ...told,
  ];
}

/** Open alerts that name it among the heaviest. */
function namedIn({ pid }: Process, { alerts, at }: Known): Sentence[] {
  const { text } = factsFrom({ source: "alerts.list", at });
  return (alerts?.items ?? []).filter(({ data }) => pidsOf(data).includes(pid)).map(({ message, subject }) =>
    say`An open alert names it: ${text("alert that names it", message, subject)}`
  );
}

function pidsOf({ processes }: Readonly<Record<string, unknown>>): unknown[] {
  return Array.isArray(processes) ? processes.map((one) => Object(one)["pid"]) : [];
}
