/**
 * Starts the daemon or the command line with exactly the permissions of the table: `launch.ts daemon …`,
 * `launch.ts cli …`; `launch.ts supervised …` is a daemon that is started again when it ends by itself. Deno takes
 * permissions as flags only, and they depend on options and configuration.
 * @module
 */
import { CortexError, toCortexError } from "../src/contract/wire.ts";
import { runChild } from "./launch/child.ts";
import { followHome } from "./launch/follow_home.ts";

/** What is started and how. */
interface Launch {
  readonly flags: readonly string[];
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Loads only what the program asked for needs: configuration and schemas would double the start of a short command. */
async function launchOf(what: string | undefined, args: readonly string[]): Promise<Launch> {
  switch (what) {
    case "daemon":
    case "supervised": {
      const { daemonLaunch } = await import("./launch/daemon.ts");
      const own = ["--user", ...args];
      return { ...daemonLaunch(own), program: "../main.ts", args: own };
    }
    case "cli": {
      const { cliEnv, cliFlags } = await import("./launch/cli.ts");
      return { flags: await cliFlags(args), program: "./main.ts", args, env: await cliEnv(args) };
    }
    default:
      throw new CortexError("INVALID_PARAMS", `Cannot start "${what ?? ""}": give daemon, supervised or cli`);
  }
}

/** Runs the daemon as `cortex daemon start --supervise` wants it: until it ends well or is told to. */
async function runSupervised(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const { seenEnd, superviseChild } = await import("./launch/supervise.ts");
  let ending = false;
  const onSignal = (signal: Deno.Signal) => ending ||= signal === "SIGTERM" || signal === "SIGINT";
  return await superviseChild({
    run: (before) =>
      runChild(args, {
        follow_parent: false,
        env: { ...env, ...before === null ? {} : seenEnd(before) },
        onSignal,
      }),
    ending: () => ending,
    now: () => performance.now(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    tell: (message) => console.error(`cortex: ${message}`),
  });
}

try {
  const [what, ...rest] = Deno.args;
  followHome();
  const { flags, program, args, env = {} } = await launchOf(what, rest);
  const file = new URL(program, import.meta.url).pathname;
  const run = ["run", "--quiet", "--no-prompt", ...flags, file, ...args];
  Deno.exit(await (what === "supervised" ? runSupervised(run, env) : runChild(run, { env })));
} catch (thrown) {
  const error = toCortexError(thrown);
  console.error(`cortex: ${error.message}`);
  Deno.exit(error.row.exit);
}
