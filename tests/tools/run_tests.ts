/**
 * Runs suites of tests, each with the permissions it may have: `run_tests.ts SUITE[,SUITE] [ARGUMENTS]`. Arguments
 * are passed on to `deno test`; paths of tests choose what runs. The last line is `N passed, N failed`.
 * @module
 */
import { V8_FLAGS } from "../../src/permissions/flags.ts";
import { readSummary, type TestCounts } from "./test_summary.ts";

interface Suite {
  readonly folder: string;
  /** What runs unless paths are given, where it is not the whole folder. */
  readonly files?: string;
  readonly flags: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const WIDE = ["read", "write", "env", "ffi", "sys", "net", "run"].map((kind) => `--allow-${kind}`);

const SUITES: Readonly<Record<string, Suite>> = {
  unit: {
    folder: "tests/unit",
    flags: ["--allow-read=.,/tmp", "--allow-write=/tmp", "--allow-env=TMPDIR,HOME"],
  },
  // With the heap of the daemon's own threads.
  e2e: { folder: "tests/e2e", flags: [...WIDE, V8_FLAGS] },
  golden: {
    folder: "tests",
    files: "tests/**/*golden_test.ts",
    flags: WIDE,
    env: { GOLDEN: "1" },
  },
  // Works on real units and packages: the task gives it every permission.
  system: { folder: "tests/system", flags: [] },
};

/** The arguments of `deno test` for a suite; undefined when the paths given lie in other suites only. */
export function testArguments(
  { folder, files = folder, flags }: Suite,
  args: readonly string[],
): string[] | undefined {
  const isPath = (arg: string) => /^(\.\/)?tests\//.test(arg);
  const mine = (arg: string) => arg.replace(/^\.\//, "").startsWith(`${folder}/`);
  if (args.some(isPath) && !args.some(mine)) return undefined;
  const kept = args.filter((arg) => !isPath(arg) || mine(arg));
  // Types are checked as a whole (`deno task ok`). Here each worker that a test starts would be checked for itself,
  // and its start would wait for that.
  return ["test", "--no-prompt", "--no-check", ...flags, ...(args.some(mine) ? [] : [files]), ...kept];
}

async function runSuite(suite: Suite, args: readonly string[]): Promise<TestCounts> {
  const test_args = testArguments(suite, args);
  if (test_args === undefined) return { passed: 0, failed: 0 };
  const child = new Deno.Command(Deno.execPath(), {
    args: test_args,
    env: {
      // Sockets are made in the temporary folder, and the path of a socket has 107 bytes at most.
      TMPDIR: "/tmp",
      // Deno colours what it prints into a file, too.
      ...(Deno.stdout.isTerminal() ? {} : { NO_COLOR: "1" }),
      ...suite.env,
    },
    stdin: "null",
    stdout: "piped",
  }).spawn();
  const [shown, read] = child.stdout.tee();
  const [output, { code }] = await Promise.all([
    new Response(read).text(),
    child.status,
    shown.pipeTo(Deno.stdout.writable, { preventClose: true }),
  ]);
  return readSummary(output, code);
}

if (import.meta.main) {
  const [names = "", ...args] = Deno.args;
  let passed = 0;
  let failed = 0;
  for (const name of names.split(",")) {
    const suite = SUITES[name];
    if (suite === undefined) {
      throw new Error(`Cannot run "${name}": no such suite; give one of ${Object.keys(SUITES).join(", ")}`);
    }
    const counts = await runSuite(suite, args);
    passed += counts.passed;
    failed += counts.failed;
  }
  console.log(`${passed} passed, ${failed} failed`);
  Deno.exit(failed === 0 ? 0 : 1);
}
