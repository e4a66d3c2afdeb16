import type { OutputOf, PackageChange } from "../contract/mod.ts";
import { factsFrom } from "./fact.ts";
import { counted, listed, say, type Sentence } from "./sentence.ts";

/** Runs told of one by one, and packages of each that are named. */
const RUNS = 3;
const NAMED = 3;
/** Changes by one command with less than this between them are one run, milliseconds. */
const PAUSE_MS = 600_000;

const DONE: Readonly<Record<PackageChange["action"], string>> = {
  install: "installed",
  upgrade: "upgraded",
  downgrade: "downgraded",
  reinstall: "reinstalled",
  remove: "removed",
  purge: "purged",
};

/** Changes that one command made. */
type Run = readonly [PackageChange, ...PackageChange[]];

/** What changes are told of. */
interface Telling {
  /** `the last day` */
  readonly time: string;
  /** When that nothing changed was read, where that is told, too. */
  readonly none_at?: string;
}

/** How many packages were changed in a time, and the latest runs; nothing where that is not known. */
export function changesTold(
  history: OutputOf<"packages.history"> | null,
  { time, none_at }: Telling,
): Sentence[] {
  if (history === null) return [];
  if (history.items.length > 0) {
    return [
      [`Packages changed in ${time}: `, ...listed(byAction(history.items))],
      ...runsOf(history.items).slice(0, RUNS).map(runTold),
    ];
  }
  if (none_at === undefined || history.problems.length > 0) return [];
  const { figure } = factsFrom({ source: "packages.history", at: none_at });
  return [[`Packages changed in ${time}: `, figure("packages changed", 0, "")]];
}

/** What was done to one package, the latest first. */
export function changesOf({ items }: OutputOf<"packages.history">): Sentence[] {
  return items.slice(0, NAMED).map((change) => {
    const { name, time } = factsFrom({ source: "packages.history", at: change.at });
    const done = `${DONE[change.action]} `;
    return say`${name("package", change.name)} was ${[done]}${versionsOf(change)}${
      time("changed at", change.at, change.name)
    }${askedBy(change)}`;
  });
}

/** `At 2026-11-21 14:58 UTC 2 installed ("curl" 8.1, "libcurl4" 8.1) by "apt-get install curl" of "alice"` */
function runTold(run: Run): Sentence {
  const [last] = run;
  const { name, text, time } = factsFrom({ source: "packages.history", at: last.at });
  const is_meant = (one: PackageChange) => last.command?.split(/[\s=]/).includes(one.name) === true;
  const named = run.toSorted((a, b) => Number(is_meant(b)) - Number(is_meant(a))).slice(0, NAMED);
  const each = named.map((one) => {
    const version = one.to ?? one.from;
    return say`${name(`package ${DONE[one.action]}`, one.name)}${
      version === null ? [] : say` ${text("version", version, one.name)}`
    }`;
  });
  const more = run.length > NAMED ? [" and others"] : [];
  const done = say`${listed(byAction(run))} (${listed(each)}${more})`;
  return say`At ${time("packages changed at", last.at)} ${done}${askedBy(last)}`;
}

function askedBy({ command, user, at }: PackageChange): Sentence {
  const { name } = factsFrom({ source: "packages.history", at });
  return [
    ...(command === null ? [] : say` by ${name("command that changed packages", command)}`),
    ...(user === null ? [] : say` of ${name("user who changed packages", user)}`),
  ];
}

/** `from 1.0 to 1.1 at `, `in version 1.1 at `, with what is known of it. */
function versionsOf({ name: subject, from, to, at }: PackageChange): Sentence {
  const { text } = factsFrom({ source: "packages.history", at });
  return [
    ...(from === null ? [] : say`from ${text("version before", from, subject)} `),
    ...(to === null
      ? []
      : say`${[from === null ? "in version " : "to "]}${text("version after", to, subject)} `),
    "at ",
  ];
}

/** `12 installed`, `1 removed` */
function byAction(changes: readonly PackageChange[]): Sentence[] {
  const at = changes[0]?.at ?? "";
  const { figure } = factsFrom({ source: "packages.history", at });
  return [...Map.groupBy(changes, ({ action }) => action)].map(([action, { length }]) =>
    counted(figure(`packages ${DONE[action]}`, length, ""), DONE[action], DONE[action])
  );
}

function runsOf(changes: readonly PackageChange[]): readonly Run[] {
  const runs: [PackageChange, ...PackageChange[]][] = [];
  for (const change of changes) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    const goes_on = before !== undefined && before.command === change.command &&
      before.user === change.user &&
      Date.parse(before.at) - Date.parse(change.at) < PAUSE_MS;
    if (goes_on) run?.push(change);
    else runs.push([change]);
  }
  return runs;
}
