import { type Daemon, daemonDir, startDaemon } from "../tests/e2e/_daemon.ts";

/** The daemon under measurement, with a folder of its own; both are gone with the block. */
export interface Subject extends AsyncDisposable {
  readonly daemon: Daemon;
  readonly dir: string;
  /** Path for a yardstick's socket beside the daemon's. */
  readonly bare_socket: string;
}

/** What the tests leave out is measured too. */
const WITH_ALL = { CORTEX__INVENTORY__ENABLED: "true" };

/** Starts a daemon as a user would, after `prepare` has filled its folder. */
export async function startSubject(
  prepare: (dir: string) => void = () => {},
  env: Readonly<Record<string, string>> = {},
): Promise<Subject> {
  const dir = daemonDir();
  prepare(dir);
  const daemon = await startDaemon({ dir, env: { ...WITH_ALL, ...env } });
  return {
    daemon,
    dir,
    bare_socket: `${dir}/bare.sock`,
    [Symbol.asyncDispose]: async () => {
      await daemon.stop();
      Deno.removeSync(dir, { recursive: true });
    },
  };
}

/** Waits, so that a figure is not that of the start. */
export function settle(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
