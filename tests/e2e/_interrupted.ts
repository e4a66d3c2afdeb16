import { dirname } from "node:path/posix";
import { DatabaseSync } from "node:sqlite";
import { configSchema, type loadConfig, upgradeOwnFile } from "../../src/config/mod.ts";
import { upgradeText } from "../../src/config/upgrade_text.ts";
import { optionLayer } from "../../src/config/value_layer.ts";
import type { Migration } from "../../src/config/versions.ts";
import { systemClock } from "../../src/core/clock.ts";
import { createFeedImports } from "../../src/daemon/feed_imports.ts";
import { createJobs } from "../../src/jobs/mod.ts";
import { type NewEvent, openStore, type Store } from "../../src/store/mod.ts";
import { restore } from "../../src/store/offline.ts";
import { LATEST_VERSION, migrate, MIGRATIONS, versionsOf } from "../../src/store/migrations.ts";

/** Kinds of writes that are killed in their middle. */
export const KINDS = ["config set", "config upgrade", "migration", "feed update", "restore"] as const;
export type Kind = (typeof KINDS)[number];

/** Writes that a process does at most before it is killed; each has a folder of its own. */
export const WRITES: Readonly<Record<Kind, number>> = {
  "config set": 40,
  "config upgrade": 40,
  migration: 16,
  "feed update": 40,
  restore: 6,
};

/** What rounds of killing found. */
export interface Interrupted {
  readonly rounds: number;
  /** Kills after which some writes were done and others were not. */
  readonly in_the_middle: number;
  /** What was neither the old nor the new, or could not be gone on with; empty when all is well. */
  readonly mixtures: readonly string[];
}

/** The form of the configuration before the first. */
export const FROM_0: Migration = {
  from: 0,
  steps: [{ kind: "move", from: ["logging", "threshold"], to: ["log", "level"] }],
};

const EVENTS = 200;
const BACKUP_EVENTS = 50;
/** As large as a file with every setting documented. */
const REMARKS = "# One of many remarks that stay where they are\n".repeat(400);
const OLD_FORM = `version: 0\n${REMARKS}logging:\n  threshold: error\n`;
const NEW_FORM = (await upgradeText(OLD_FORM, [FROM_0])).text;
const setTo = (seconds: number) => `version: 1\n${REMARKS}monitor:\n  interval_seconds: ${seconds}\n`;

/** The format that the feeds below are said to have, and two of them. */
const FEED = "debian-tracker";
const OLD_FEED = "old ".repeat(50_000);
export const NEW_FEED = "new ".repeat(60_000);

/** Imports a feed into a folder as the daemon does, but for the worker that looks into it. */
export async function importFeed(folder: string, text: string): Promise<void> {
  const kept = { all: () => [], save: () => {}, remove: () => {} };
  await using jobs = createJobs({ jobs: kept, events: { append: () => {} }, clock: systemClock });
  const facts = { format: FEED, name: null, suite: null, entries: 1, taken_at_ms: 0, imported_at_ms: 0 };
  const imports = createFeedImports({
    jobs,
    worker: {
      ask: () => new Promise((resolve) => resolve(facts as never)),
      heartbeatAt: () => null,
      heapBytes: () => null,
      restarts: () => 0,
    },
    vulnerabilities: { check: () => Promise.resolve(), known: () => null },
    enabled: true,
    folder,
    host_root: "",
    clock: systemClock,
    max_bytes: () => 1 << 28,
  });
  const { id } = imports.start({ name: "feed.json" });
  await Promise.resolve();
  await imports.take(id, new Blob([text]).stream());
  while (jobs.get(id).state === "running") await new Promise((resolve) => setTimeout(resolve, 1));
}

/** Where the configuration of a folder lies. */
export function places(dir: string): Parameters<typeof loadConfig>[0] {
  return {
    paths: {
      scope: "user",
      socket_dir: `${dir}/run`,
      http_socket: `${dir}/run/http.sock`,
      read_socket: `${dir}/run/read.sock`,
      raw_socket: `${dir}/run/cortex.sock`,
      state_dir: `${dir}/state`,
      config: [{ kind: "file", path: `${dir}/daemon.yaml` }],
      dotenv: `${dir}/.env`,
      log_file: `${dir}/state/daemon.log`,
      pid_file: null,
    },
    env: () => undefined,
    options: optionLayer({}),
    explicit: false,
  };
}

/** What a folder holds before its write, what is there afterwards, and what it is to be when gone on with. */
interface Case {
  prepare(dir: string): void;
  /** null: neither. */
  found(dir: string): "old" | "new" | null;
  /** Does the write in peace; whether all is well then. */
  finish(dir: string): Promise<boolean>;
}

const CASES: Readonly<Record<Kind, Case>> = {
  "config set": {
    prepare: (dir) => Deno.writeTextFileSync(`${dir}/daemon.yaml`, setTo(10)),
    found: (dir) => oneOf(`${dir}/daemon.yaml`, setTo(10), setTo(20)),
    finish: () => Promise.resolve(true),
  },
  "config upgrade": {
    prepare: (dir) => Deno.writeTextFileSync(`${dir}/daemon.yaml`, OLD_FORM),
    found: (dir) => oneOf(`${dir}/daemon.yaml`, OLD_FORM, NEW_FORM),
    finish: async (dir) => {
      await upgradeOwnFile(places(dir), configSchema.parse({}), [FROM_0]);
      return Deno.readTextFileSync(`${dir}/daemon.yaml`) === NEW_FORM &&
        Deno.readTextFileSync(`${dir}/daemon.yaml.v0`) === OLD_FORM;
    },
  },
  migration: {
    prepare: (dir) => Deno.writeFileSync(`${dir}/cortex.db`, firstDatabase()),
    found: (dir) => {
      const db = new DatabaseSync(`${dir}/cortex.db`);
      const { header, stated } = versionsOf(db);
      db.close();
      // Each step is whole by itself: after some of them it is an older version still.
      if (header !== stated || header < 1) return null;
      return header === LATEST_VERSION ? "new" : "old";
    },
    finish: (dir) => {
      using store = openStore({ dir, clock: systemClock, max_bytes: 1 << 28 });
      return Promise.resolve(store.health().state === "ok" && store.events.count() === EVENTS);
    },
  },
  "feed update": {
    prepare: (dir) => {
      Deno.mkdirSync(`${dir}/feeds`);
      Deno.writeTextFileSync(`${dir}/feeds/${FEED}`, OLD_FEED);
    },
    found: (dir) => oneOf(`${dir}/feeds/${FEED}`, OLD_FEED, NEW_FEED),
    finish: async (dir) => {
      await importFeed(`${dir}/feeds`, NEW_FEED);
      const names = [...Deno.readDirSync(`${dir}/feeds`)].map(({ name }) => name);
      return names.join() === FEED && Deno.readTextFileSync(`${dir}/feeds/${FEED}`) === NEW_FEED;
    },
  },
  restore: {
    prepare: (dir) => {
      const copied = oldState();
      for (const name of Deno.readDirSync(copied)) {
        Deno.copyFileSync(`${copied}/${name.name}`, `${dir}/${name.name}`);
      }
    },
    found: (dir) => {
      using store = openStore({ dir, clock: systemClock, max_bytes: 1 << 28 });
      const count = store.health().state === "ok" ? store.events.count() : -1;
      return count === EVENTS ? "old" : count === BACKUP_EVENTS ? "new" : null;
    },
    finish: (dir) => {
      restore({ file: backupFile(dirname(dir)), dir, wall_ms: 0 });
      using store = openStore({ dir, clock: systemClock, max_bytes: 1 << 28 });
      return Promise.resolve(store.health().state === "ok" && store.events.count() === BACKUP_EVENTS);
    },
  },
};

/** Kills a process in the middle of writes of a kind, and looks at all that it leaves behind. */
export async function interrupt(kind: Kind, rounds: number, random: () => number): Promise<Interrupted> {
  const { prepare, found, finish } = CASES[kind];
  const mixtures: string[] = [];
  let in_the_middle = 0;
  for (let round = 0; round < rounds; round++) {
    const dir = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cx-" });
    const dirs = Array.from({ length: WRITES[kind] }, (_, number) => `${dir}/${number}`);
    for (const one of [...dirs, `${dir}/warm`]) Deno.mkdirSync(one, { mode: 0o700 });
    for (const one of dirs) prepare(one);
    if (kind === "restore") withEvents(dirname(backupFile(dir)), BACKUP_EVENTS).close();
    await killWriter(kind, dir, { writes: Math.ceil(random() * WRITES[kind] / 2), ms: random() * 5 });
    const states = dirs.map(found);
    if (states.includes("old") && states.includes("new")) in_the_middle++;
    // Only around the kill can one be half done; to go on with all of them would take most of the time.
    const killed = states.findIndex((state) => state !== "new");
    for (const [number, one] of dirs.entries()) {
      const is_well = states[number] !== null && (Math.abs(number - killed) > 1 || await finish(one));
      if (!is_well) mixtures.push(`round ${round}, write ${number}`);
    }
    Deno.removeSync(dir, { recursive: true });
  }
  return { rounds, in_the_middle, mixtures };
}

/** Kills it some milliseconds after it has done some writes. */
async function killWriter(
  kind: Kind,
  dir: string,
  after: { readonly writes: number; readonly ms: number },
): Promise<void> {
  const program = new URL("./_interrupted_writer.ts", import.meta.url).pathname;
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-prompt",
      "--allow-read",
      "--allow-write=/tmp",
      "--allow-env",
      program,
      kind,
      dir,
    ],
    stdin: "null",
    stdout: "piped",
  }).spawn();
  let written = 0;
  for await (const dots of child.stdout) {
    const before = written;
    written += dots.length;
    if (before >= after.writes || written < after.writes) continue;
    await new Promise((resolve) => setTimeout(resolve, after.ms));
    child.kill("SIGKILL");
  }
  await child.status;
}

function oneOf(file: string, before: string, after: string): "old" | "new" | null {
  const text = Deno.readTextFileSync(file);
  return text === before ? "old" : text === after ? "new" : null;
}

/** What is restored into the folders below. */
export function backupFile(dir: string): string {
  return `${dir}/backup/cortex.db`;
}

/** Opens the state of a folder and writes so many events. */
function withEvents(dir: string, count: number): Store {
  const store = openStore({ dir, clock: systemClock, max_bytes: 1 << 28 });
  const event: NewEvent = {
    at: new Date(0).toISOString(),
    type: "test",
    severity: "info",
    subject: "",
    alert_id: null,
    data: {},
  };
  store.events.append(Array.from({ length: count }, () => event));
  return store;
}

let old_state: string | undefined;

/** A state folder as a kill leaves it: most of what it holds stands in the write-ahead log. */
function oldState(): string {
  if (old_state !== undefined) return old_state;
  const dir = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cx-" });
  const store = withEvents(`${dir}/made`, EVENTS);
  Deno.mkdirSync(`${dir}/killed`);
  for (const end of ["", "-wal"]) {
    Deno.copyFileSync(`${dir}/made/cortex.db${end}`, `${dir}/killed/cortex.db${end}`);
  }
  store.close();
  return old_state = `${dir}/killed`;
}

let template: Uint8Array | undefined;

/** A database of the first version, with events in it. */
function firstDatabase(): Uint8Array {
  if (template !== undefined) return template;
  const dir = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cx-" });
  const made = openStore({ dir: `${dir}/made`, clock: systemClock, max_bytes: 1 << 28 });
  made.close();
  const path = `${dir}/cortex.db`;
  const header = new DatabaseSync(`${dir}/made/cortex.db`);
  const id = header.prepare("pragma application_id").get()?.["application_id"];
  header.close();
  const db = new DatabaseSync(path);
  db.exec(`pragma application_id = ${id}`);
  migrate(db, MIGRATIONS.slice(0, 1));
  const insert = db.prepare(
    "insert into events (at, type, severity, subject, alert_id, data) values (?, 'test', 'info', '', null, '{}')",
  );
  for (let number = 0; number < EVENTS; number++) insert.run(new Date(number).toISOString());
  db.close();
  template = Deno.readFileSync(path);
  Deno.removeSync(dir, { recursive: true });
  return template;
}
