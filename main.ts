/**
 * The daemon: `main.ts [OPTIONS]`, see `--help`. `deno task start` runs it with the permissions it needs.
 * @module
 */
import { toCortexError, VERSION } from "./src/contract/mod.ts";
import { daemonHelp, parseDaemonOptions } from "./src/config/mod.ts";
import { runDaemon } from "./src/daemon.ts";

/** Exit code when a second signal ended the daemon at once: 128 + SIGINT, as a shell gives it. */
const FORCED = 130;

/** Writes a text for whoever started the program. */
function print(stream: typeof Deno.stdout | typeof Deno.stderr, text: string): void {
  stream.writeSync(new TextEncoder().encode(text));
}

/** The exit code: 0 fine, 1 failed, 2 wrong usage. */
async function main(): Promise<number> {
  try {
    const options = parseDaemonOptions(Deno.args, (name) => Deno.env.get(name));
    if (options.help) print(Deno.stdout, daemonHelp());
    else if (options.version) print(Deno.stdout, `cortexd ${VERSION}\n`);
    else await runDaemon(options, () => Deno.exit(FORCED));
    return 0;
  } catch (thrown) {
    const error = toCortexError(thrown);
    const cause = error.code === "INTERNAL"
      ? `\n${error.cause instanceof Error ? error.cause.stack : error.cause}`
      : "";
    print(Deno.stderr, `cortexd: ${error.message}${cause}\n`);
    return error.code === "INVALID_PARAMS" ? 2 : 1;
  }
}

Deno.exit(await main());
