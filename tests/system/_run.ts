/** What a program printed. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of this machine in the C locale, in that folder where one is named. */
export function run(command: string, args: readonly string[], cwd?: string): Ran {
  const child = new Deno.Command(command, {
    args: [...args],
    env: { LC_ALL: "C", LANG: "C" },
    stdin: "null",
    ...(cwd === undefined ? {} : { cwd }),
  });
  const { code, stdout, stderr } = child.outputSync();
  const text = new TextDecoder();
  return { code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}

/** Whether the machine has a program. */
export function has(command: string): boolean {
  return run("/bin/sh", ["-c", `command -v ${command}`]).code === 0;
}
