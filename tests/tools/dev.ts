/** Runs Deno with the given arguments, and again whenever a file of the program changes, until Ctrl-C. */

const WATCHED = ["deno.json", "main.ts", "src", "cli"];
/** Editors write a file in several steps: how long nothing may change before the restart, milliseconds. */
const QUIET_MS = 200;

const start = () => new Deno.Command(Deno.execPath(), { args: Deno.args }).spawn();

async function stop(child: Deno.ChildProcess): Promise<void> {
  try {
    child.kill("SIGTERM");
  } catch {
    // It ended by itself, of a mistake that the next change may mend.
  }
  await child.status;
}

let running = start();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, () => void stop(running).then(() => Deno.exit()));
}

let restart: ReturnType<typeof setTimeout> | undefined;
for await (const { kind } of Deno.watchFs(WATCHED)) {
  if (kind === "access") continue;
  clearTimeout(restart);
  restart = setTimeout(async () => {
    await stop(running);
    running = start();
  }, QUIET_MS);
}
