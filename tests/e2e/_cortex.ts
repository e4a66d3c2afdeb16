import { type Daemon, spawnLauncher } from "./_daemon.ts";

/** What a command line came to. */
export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** Starts the command line for a daemon, with exactly its permissions. */
export function spawnCortex({ dir }: Pick<Daemon, "dir">, args: readonly string[]): Deno.ChildProcess {
  return spawnLauncher(["cli", "--socket-dir", `${dir}/run`, ...args], { dir });
}

/** Runs one command line to its end. */
export async function cortex(daemon: Pick<Daemon, "dir">, args: readonly string[]): Promise<Ran> {
  const { code, stdout, stderr } = await spawnCortex(daemon, args).output();
  const decoder = new TextDecoder();
  return { exit: code, out: decoder.decode(stdout), err: decoder.decode(stderr) };
}
