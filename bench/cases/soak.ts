import { type Daemon, daemonDir, startDaemon } from "../../tests/e2e/_daemon.ts";
import { listen } from "../../tests/e2e/_manager.ts";
import { createFollower, type Follower } from "../follower.ts";
import { slope } from "../measure.ts";
import { numberOption } from "../options.ts";
import { descriptors, residentBytes } from "../process.ts";
import type { Figure } from "../report.ts";
import { settle } from "../subject.ts";

const MEBI = 1024 * 1024;
const FOLLOWERS = 20;
/** Time between two changes of the thresholds: each raises or ends alerts of memory and of every disk. */
const FLAP_SECONDS = 3;
/** After it what was asked and followed has ended. */
const REST_SECONDS = 5;
/** A scan opens files for an instant: it meets hardly all of so many looks. */
const LOOKS = 5;
/** Share of the time that counts for nothing: blocks of history, the log's ring and the heap's bounds fill up first. */
const WARM = 0.5;
/** The heap has been collected where it is so much smaller than 5 seconds before. */
const COLLECTED_MEBI = 1;
/** Collections without which a slope says nothing. */
const LEAST_COLLECTIONS = 4;

/** A file of the log holds some minutes. */
const LOG_BYTES = 16_384;
const LOG_FILES = 10;
/** What the unit asks for, seconds. */
const WATCHDOG_SECONDS = 30;
/** What may be notified of a rule within an hour. */
const HOURLY_CAP = 6;

/** MiB after so many hours. */
type Point = readonly [hours: number, mebi: number];

/**
 * Hours with a daemon that scans each second, conditions that flap, reloads, a log that rotates, a watchdog, and
 * subscribers that come and go: what grows, and whether an event was left out or a sign of life late. `--hours N`,
 * fractions too. Slopes are least squares over the second half: of what is resident, garbage that waits for its
 * collection included, and of what collections have left.
 */
export async function* soak(): AsyncGenerator<Figure | string> {
  const hours = numberOption("--hours", 1);
  const dir = daemonDir();
  const config = `${dir}/daemon.yaml`;
  writeThresholds(config, false);
  await using manager = listen(`${dir}/manager.sock`);
  const env = {
    NOTIFY_SOCKET: `${dir}/manager.sock`,
    WATCHDOG_USEC: String(WATCHDOG_SECONDS * 1e6),
    CORTEX__LOG__FILE: `${dir}/log/daemon.log`,
    CORTEX__LOG__FILE_MAX_BYTES: String(LOG_BYTES),
  };
  Deno.mkdirSync(`${dir}/log`);
  await using daemon = await startDaemon({ dir, env, args: ["--config", config] });
  const at_rest = await descriptorsAtRest(daemon);
  const end = new AbortController();
  const followers = Array.from({ length: FOLLOWERS }, () => createFollower(daemon.http_socket));
  const working = [
    flap(daemon, config, end.signal),
    ask(daemon, end.signal),
    ...followers.map((follower, index) => comeAndGo(follower, index === 0, end.signal)),
  ];

  const resident: Point[] = [];
  const heaps: Readonly<Record<keyof Heaps, Point[]>> = { main: [], monitor: [] };
  const begun = performance.now();
  const passed = () => (performance.now() - begun) / 3_600_000;
  for (let minute = 1; passed() < hours; minute++) {
    while (passed() < Math.min(hours, minute / 60)) {
      await settle(5);
      resident.push([passed(), residentBytes(daemon.pid) / MEBI]);
      const { main, monitor } = await heapBytes(daemon);
      heaps.main.push([passed(), main / MEBI]);
      heaps.monitor.push([passed(), monitor / MEBI]);
    }
    yield await minuteOf(minute, daemon, followers);
  }
  end.abort();
  await Promise.all(working);
  const at_the_end = await descriptorsAtRest(daemon);

  const last = (await daemon.get("events.list", "/v1/events/list?order=newest&limit=1")).items[0]?.seq ?? 0;
  const warm = (points: readonly Point[]) => points.filter(([at]) => at >= hours * WARM);
  const [first] = warm(resident);
  yield `resident: ${mebi(resident[0])} MiB at first, ${mebi(first)} half way, ${
    mebi(resident.at(-1))
  } at the end`;
  yield growth("RSS slope", warm(resident));
  for (const [name, heap] of Object.entries(heaps)) yield afterCollections(name, heap, hours * WARM);
  yield {
    what: "descriptors at the end, beside those at the start",
    value: at_the_end,
    unit: "",
    bare: at_rest,
    budget: { at: "most", limit: 1 },
  };
  const visits = followers.reduce((sum, follower) => sum + follower.visits, 0);
  yield {
    what: `events left out or doubled, ${last} x ${FOLLOWERS} subscribers, ${visits} visits`,
    value: followers.reduce((sum, { gaps, doubles }) => sum + gaps + doubles, 0),
    unit: "",
    budget: { at: "most", limit: 0 },
  };
  yield {
    what: "most events of one alert in 10 minutes",
    value: await mostInTenMinutes(daemon),
    unit: "",
    budget: { at: "most", limit: 2 },
  };
  yield {
    what: "most notifications of one rule in an hour",
    value: await mostInAnHour(daemon),
    unit: "",
    budget: { at: "most", limit: HOURLY_CAP },
  };
  yield {
    what: "files of the log",
    value: [...Deno.readDirSync(`${dir}/log`)].length,
    unit: "",
    budget: { at: "most", limit: LOG_FILES },
  };
  yield {
    what: "longest time between two signs of life",
    value: manager.longest("WATCHDOG=1") / 1000,
    unit: "s",
    budget: { at: "most", limit: WATCHDOG_SECONDS },
  };
  await daemon.stop();
  Deno.removeSync(dir, { recursive: true });
}

/** Without those of the bench's own connections. */
async function descriptorsAtRest(daemon: Daemon): Promise<number> {
  daemon.hangUp();
  await settle(REST_SECONDS);
  const looks: number[] = [];
  for (let look = 0; look < LOOKS; look++) {
    looks.push(descriptors(daemon.pid));
    await settle(0.3);
  }
  return Math.min(...looks);
}

/** Heaps of the main thread and of the monitor's worker, bytes. */
interface Heaps {
  readonly main: number;
  readonly monitor: number;
}

async function heapBytes(daemon: Daemon): Promise<Heaps> {
  const text = await (await daemon.fetch("/metrics")).text();
  return {
    main: Number(/^cortex_heap_bytes (\d+)/m.exec(text)?.[1]),
    monitor: Number(/^cortex_worker_heap_bytes\{worker="monitor"\} (\d+)/m.exec(text)?.[1]),
  };
}

/** How what is left of a heap grows; garbage that waits for its collection is none of it. */
function afterCollections(name: string, heap: readonly Point[], from: number): Figure | string {
  const left = heap.filter(([at, after], index) =>
    at >= from && after <= (heap[index - 1]?.[1] ?? 0) - COLLECTED_MEBI
  );
  if (left.length >= LEAST_COLLECTIONS) {
    return growth(`slope of the heap (${name}) after each of ${left.length} collections`, left);
  }
  return `${left.length} collections of the heap (${name}) in the second half: too few for a slope; ${
    left.map((point) => mebi(point)).join(", ")
  } MiB after them`;
}

function growth(what: string, points: readonly Point[]): Figure {
  const { per_unit, error } = slope(points);
  return {
    what: `${what}, second half (+- ${error.toFixed(1)})`,
    value: per_unit,
    unit: "MiB/h",
    budget: { at: "most", limit: 1 },
  };
}

function mebi(point: Point | undefined): string {
  return point?.[1].toFixed(1) ?? "-";
}

async function minuteOf(minute: number, daemon: Daemon, followers: readonly Follower[]): Promise<string> {
  const { requests, alerts } = await daemon.get("daemon.status", "/v1/status");
  const sum = (of: (follower: Follower) => number) => followers.reduce((sum, one) => sum + of(one), 0);
  return [
    `${minute} min`.padStart(8),
    `RSS ${(residentBytes(daemon.pid) / MEBI).toFixed(1)} MiB`,
    `descriptors ${descriptors(daemon.pid)}`,
    `events ${Math.max(...followers.map(({ last }) => last))}, taken ${sum(({ got }) => got)}`,
    `left out ${sum(({ gaps }) => gaps)}, doubled ${sum(({ doubles }) => doubles)}`,
    `open alerts ${alerts.warning + alerts.critical}`,
    `requests ${requests.total}`,
  ].join("  ");
}

/** Thresholds under or over what every host shows. */
function writeThresholds(file: string, raised: boolean): void {
  const at = raised
    ? "{ warning: 0.01, critical: 0.02, for_seconds: 0 }"
    : "{ warning: 100.1, critical: 100.2 }";
  Deno.writeTextFileSync(
    file,
    `monitor:\n  interval_seconds: 1\nalerts:\n  recover_seconds: 1\n  rules:\n    memory: ${at}\n    disk: ${at}\n`,
  );
}

/** Flips the thresholds and reloads, over and over. */
async function flap(daemon: Daemon, config: string, signal: AbortSignal): Promise<void> {
  for (let raised = true; !signal.aborted; raised = !raised) {
    writeThresholds(config, raised);
    await daemon.post("daemon.reload", "/v1/daemon/reload");
    await settle(FLAP_SECONDS);
  }
}

/** What an administrator's tools ask for. */
async function ask(daemon: Daemon, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await daemon.get("health.get", "/v1/health");
    await daemon.get("alerts.list", "/v1/alerts?limit=50");
    await daemon.get("processes.list", "/v1/processes?limit=20");
    await settle(1);
  }
}

/** Follows for some seconds, is away for some, and comes back; the first one stays. */
async function comeAndGo(follower: Follower, stays: boolean, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const leave = new AbortController();
    const end = () => leave.abort();
    const timer = stays ? undefined : setTimeout(end, 5000 + Math.random() * 40_000);
    signal.addEventListener("abort", end);
    await follower.follow(leave.signal);
    signal.removeEventListener("abort", end);
    clearTimeout(timer);
    if (!signal.aborted) await settle(Math.random() * 10);
  }
}

async function mostInTenMinutes(daemon: Daemon): Promise<number> {
  const { items } = await daemon.get("events.list", "/v1/events/list?order=newest&limit=500&types=alert");
  return mostOfOne(items, (event) => event.alert_id, 600_000);
}

async function mostInAnHour(daemon: Daemon): Promise<number> {
  const { items } = await daemon.get("outbox.list", "/v1/outbox?limit=500");
  return mostOfOne(items, (entry) => entry.rule, 3_600_000);
}

/** Most of a group within any time so long. */
function mostOfOne<T extends { readonly at: string }>(
  items: readonly T[],
  groupOf: (item: T) => string | null,
  within_ms: number,
): number {
  const groups = [...Map.groupBy(items, groupOf).values()];
  const times = groups.map((group) => group.map(({ at }) => Date.parse(at)));
  return Math.max(
    0,
    ...times.flatMap((all) =>
      all.map((from) => all.filter((at) => at >= from && at < from + within_ms).length)
    ),
  );
}
