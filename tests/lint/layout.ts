/** Where things stand in the project: the ranks of its folders, for the lint rules and the graph test. */
import { dirname, join } from "node:path/posix";

/** Root of the checkout, absolute. */
export const ROOT: string = dirname(dirname(import.meta.dirname ?? "/"));

/**
 * Folders and top-level files by rank, the lowest first. Imports go down; units of one rank never import each
 * other. A unit is a folder, or one file named without its `.ts`.
 */
export const RANKS: readonly (readonly string[])[] = [
  ["src/contract"],
  ["src/core", "src/versions"],
  ["src/config", "src/log", "src/systemd"],
  ["src/store"],
  ["src/client"],
  [
    "src/monitor",
    "src/users",
    "src/packages",
    "src/security",
    "src/runtimes",
    "src/assistant",
    "src/alerts",
    "src/events",
    "src/jobs",
    "src/reports",
    "src/metrics",
    "src/gateway",
  ],
  ["src/inventory"],
  ["src/operations", "src/permissions"],
  ["src/plugins"],
  ["src/ipc"],
  ["main", "cli", "mod"],
];

/** The ways into a unit from outside; every other unit has one, the `mod.ts` of its folder. */
const DOORS: ReadonlyMap<string, readonly string[]> = new Map([
  // `wire.ts` is the part of the contract that loads no zod, for workers and for programs that start often.
  ["src/contract", ["src/contract/mod.ts", "src/contract/wire.ts"]],
  // `launch.ts` is what the launcher needs before the daemon runs: neither the schema nor what runs later.
  ["src/config", ["src/config/mod.ts", "src/config/launch.ts"]],
  ["src/log", ["src/log/mod.ts", "src/log/launch.ts"]],
  ["src/monitor", ["src/monitor/mod.ts", "src/monitor/launch.ts"]],
  // `export.ts` writes figures for other programs, for the command line, which records none.
  ["src/metrics", ["src/metrics/mod.ts", "src/metrics/export.ts"]],
  // `places.ts` is for who looks beside the sockets without connecting.
  ["src/client", ["src/client/mod.ts", "src/client/places.ts"]],
  // `offline.ts` is for the command line: the state while no daemon has it.
  ["src/store", ["src/store/mod.ts", "src/store/offline.ts"]],
  // `index` is what the main thread needs of an index that a worker has written, `places.ts` what the launcher needs,
  // `history` reads logs and no database.
  [
    "src/packages",
    [
      "src/packages/mod.ts",
      "src/packages/index/mod.ts",
      "src/packages/history/mod.ts",
      "src/packages/places.ts",
    ],
  ],
  // `glance.ts` is a file that is read often and loads nothing.
  [
    "src/inventory",
    [
      "src/inventory/mod.ts",
      "src/inventory/launch.ts",
      "src/inventory/offline.ts",
      "src/inventory/glance.ts",
    ],
  ],
  ["src/assistant", ["src/assistant/mod.ts", "src/assistant/launch.ts", "src/assistant/offline.ts"]],
  ["src/runtimes", ["src/runtimes/mod.ts", "src/runtimes/launch.ts"]],
  ["src/permissions", ["src/permissions.ts"]],
]);

/** Rank of the entry points, which nobody imports. */
export const TOP_RANK: number = RANKS.length - 1;

/** Folders without a door: their files are imported one by one, so that nobody loads what it does not use. */
export const OPEN: readonly string[] = ["src/core"];

/** The files through which other folders enter a unit. */
export function doorsOf(unit: string): readonly string[] {
  return DOORS.get(unit) ?? [`${unit}/mod.ts`];
}

/** A unit of the layout and its rank. */
export interface Unit {
  readonly name: string;
  readonly rank: number;
}

const UNITS: readonly Unit[] = RANKS.flatMap((names, rank) => names.map((name) => ({ name, rank })));

/** The unit a file belongs to; undefined for tests, benches and folders without a rank. */
export function unitOf(path: string): Unit | undefined {
  // The wiring stands in src/daemon and is a part of the daemon's entry.
  const own = path.replace(/^src\/daemon(?=\.ts$|\/)/, "main");
  return UNITS.find(({ name }) => own === `${name}.ts` || own.startsWith(`${name}/`));
}

/** Whether a file is a part of the program: everything but tests and benches. */
export function isProduct(path: string): boolean {
  return !within(path, ["tests", "bench"]);
}

/** Whether a path is one of these files or stands in one of these folders. */
export function within(path: string, places: readonly string[]): boolean {
  return places.some((place) => path === place || path.startsWith(`${place}/`));
}

/** Path of a file from the root of the checkout; a relative one is taken to be that already. */
export function projectPath(filename: string): string {
  return filename.startsWith(`${ROOT}/`) ? filename.slice(ROOT.length + 1) : filename;
}

/** The project path that a relative specifier of a file means; undefined for bare specifiers. */
export function resolveImport(from: string, specifier: string): string | undefined {
  return /^\.\.?\//.test(specifier) ? join(dirname(from), specifier) : undefined;
}

/** Whether a file is the entry of a worker, which loads nothing that costs memory without need. */
export function isWorker(path: string): boolean {
  return /(^|[/_])worker\.ts$/.test(path) && isProduct(path);
}
