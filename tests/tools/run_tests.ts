/**
 * Runs suites of tests, each with the permissions it may have: `run_tests.ts SUITE[,SUITE] [ARGUMENTS]`. Arguments
 * are passed on to `deno test`; paths of tests choose what runs. The last line is `N passed, N failed`.
 * @module
 */
import { V8_FLAGS } from "../../src/permissions/flags.ts";
import { inLanes } from "./lanes.ts";
import { names, testFiles } from "./test_files.ts";
import { readSummary, type TestCounts } from "./test_summary.ts";

/** A folder of tests and how they run. */
export interface Suite {
  readonly folder: string;
  /** Paths of tests, each a run of `deno test` of its own. @default {[folder]} */
  readonly runs?: () => readonly string[];
  /** Those of them that need the machine for themselves, and so come last, one by one. */
  readonly alone?: readonly string[];
  readonly flags: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const WIDE = ["read", "write", "env", "ffi", "sys", "net", "run"].map((kind) => `--allow-${kind}`);

// Each file by a process of its own, with the heap of the daemon's own threads.
const E2E = {
  folder: "tests/e2e",
  runs: () => testFiles("tests/e2e"),
  // Keeps every core busy, and waits until none is.
  alone: ["tests/e2e/alerts_life_test.ts"],
  flags: [...WIDE, V8_FLAGS],
};

const SUITES: Readonly<Record<string, Suite>> = {
  unit: {
    folder: "tests/unit",
    flags: ["--parallel", "--allow-read=.,/tmp", "--allow-write=/tmp", "--allow-env=TMPDIR,HOME"],
  },
  e2e: E2E,
  // What does not know which programs are meant has said all it can say from source.
  compiled: { ...E2E, runs: () => E2E.runs().filter((path) => names("CORTEX_TEST_BIN", path)) },
  golden: {
    folder: "tests",
    runs: () => ["tests/**/*golden_test.ts"],
    flags: WIDE,
    env: { GOLDEN: "1" },
  },
  // Works on real units and packages: the task gives it every permission.
  system: { folder: "tests/system", runs: () => testFiles("tests/system"), flags: [] },
};

/** As many runs side by side: most of them wait for most of their time, and each takes memory. */
const LANES = Math.min(navigator.hardwareConcurrency + 1, 8);

/** The arguments of each run of `deno test` for a suite: none when the paths given lie in other suites only. */
export function testRuns({ folder, runs, flags }: Suite, args: readonly string[]): string[][] {
  const paths = args.filter(isPath);
  const mine = paths.filter((path) => path.replace(/^\.\//, "").startsWith(`${folder}/`));
  const all = paths.length > 0 ? mine : runs?.() ?? [folder];
  const more = args.filter((arg) => !isPath(arg));
  // Types are checked as a whole (`deno task ok`). Here each worker that a test starts would be checked for itself,
  // and its start would wait for that.
  return all.map((path) => ["test", "--no-prompt", "--no-check", ...flags, path, ...more]);
}

const isPath = (arg: string) => /^(\.\/)?tests\//.test(arg);

/** Runs `deno test` and counts. What it prints is shown at once, or whole when it has ended. */
async function runTests(args: readonly string[], env: Suite["env"], live: boolean): Promise<TestCounts> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [...args],
    env: {
      // Sockets are made in the temporary folder, and the path of a socket has 107 bytes at most.
      TMPDIR: "/tmp",
      // Deno colours what it prints into a file, too.
      ...(Deno.stdout.isTerminal() ? {} : { NO_COLOR: "1" }),
      ...env,
    },
    stdin: "null",
    stdout: "piped",
  }).spawn();
  const [shown, read] = child.stdout.tee();
  const [output, { code }] = await Promise.all([
    new Response(read).text(),
    child.status,
    live ? shown.pipeTo(Deno.stdout.writable, { preventClose: true }) : shown.cancel(),
  ]);
  if (!live) console.log(output.trim());
  return readSummary(output, code);
}

/** Runs a suite, and names the runs of it that failed. */
async function runSuite(suite: Suite, args: readonly string[]): Promise<readonly TestCounts[]> {
  const runs = testRuns(suite, args);
  const run = async (one: readonly string[]) => {
    const counts = await runTests(one, suite.env, runs.length === 1);
    if (counts.failed > 0) console.log(`Failed: deno ${one.join(" ")}`);
    return counts;
  };
  const { together = [], alone = [] } = Object.groupBy(
    runs,
    (one) => suite.alone?.some((path) => one.includes(path)) ? "alone" : "together",
  );
  return [...await inLanes(LANES, together, run), ...await inLanes(1, alone, run)];
}

if (import.meta.main) {
  const [suites = "", ...args] = Deno.args;
  const counts: TestCounts[] = [];
  for (const name of suites.split(",")) {
    const suite = SUITES[name];
    if (suite === undefined) {
      throw new Error(`Cannot run "${name}": no such suite; give one of ${Object.keys(SUITES).join(", ")}`);
    }
    counts.push(...await runSuite(suite, args));
  }
  const sum = (key: keyof TestCounts) => counts.reduce((total, one) => total + one[key], 0);
  console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
  Deno.exit(sum("failed") === 0 ? 0 : 1);
}
