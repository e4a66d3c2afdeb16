import { cleanEnv, waitFor } from "./_daemon.ts";

/** Whether there is a real terminal to test with. */
export const HAS_TMUX: boolean = hasProgram("tmux");

/** A program in a real terminal: a pane of a tmux server of its own, which is gone with the block. */
export interface Pane extends AsyncDisposable {
  /** Presses keys, by tmux's names for them: `q`, `Tab`, `C-c`. */
  press(...keys: string[]): Promise<void>;
  /** What stands on the terminal; with `attributes`, colours as escape sequences too. */
  text(attributes?: boolean): Promise<string>;
  /** Waits until that stands on the terminal; gives back all that does. */
  see(what: RegExp): Promise<string>;
  resize(columns: number, rows: number): Promise<void>;
  /** Sends a signal to the program. */
  kill(signal: Deno.Signal): void;
  /** Pid of the program. */
  pid(): number;
  /** Waits for the program's end; its exit code, and what of the terminal is not as it was before. */
  ended(): Promise<{ readonly exit: number; readonly left: string[] }>;
}

/** How a program is started in a terminal. */
export interface PaneOptions {
  readonly columns: number;
  readonly rows: number;
  /** A folder of its own, for the terminal and the program's home. */
  readonly dir: string;
  /** Program and arguments. */
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a program in a terminal. */
export async function openPane({ columns, rows, dir, command, env }: PaneOptions): Promise<Pane> {
  const tmux = async (...args: string[]) => {
    const { code, stdout, stderr } = await new Deno.Command("tmux", {
      args: ["-S", `${dir}/tmux`, "-f", "/dev/null", ...args],
      cwd: dir,
      clearEnv: true,
      env: { ...cleanEnv(dir), LANG: "C.UTF-8", TERM: "xterm-256color" },
      stdin: "null",
    }).output();
    if (code !== 0) throw new Error(`tmux ${args.join(" ")}: ${new TextDecoder().decode(stderr)}`);
    return new TextDecoder().decode(stdout);
  };
  const script = `${dir}/run.sh`;
  Deno.writeTextFileSync(
    script,
    [
      ...Object.entries(env ?? {}).map(([name, value]) => `export ${name}=${quoted(value)}`),
      "echo before; stty -g > before",
      `sh -c 'echo $$ > pid; exec "$@"' - ${command.map(quoted).join(" ")}`,
      'echo "$?" > exit; stty -g > after; exec cat',
    ].join("\n"),
  );
  await tmux("new-session", "-d", "-x", `${columns}`, "-y", `${rows}`, `sh ${script}`);
  const read = (name: string) => Deno.readTextFileSync(`${dir}/${name}`).trim();
  const text = (attributes = false) => tmux("capture-pane", "-p", ...(attributes ? ["-e"] : []));
  return {
    press: async (...keys) => void await tmux("send-keys", ...keys),
    text,
    see: (what) =>
      waitFor(`${what} on the terminal`, async () => {
        const now = await text();
        if (what.test(now)) return now;
        throw new Error(`it shows\n${now}`);
      }),
    resize: async (to_columns, to_rows) =>
      void await tmux("resize-window", "-x", `${to_columns}`, "-y", `${to_rows}`),
    kill: (signal) => Deno.kill(Number(read("pid")), signal),
    pid: () => Number(read("pid")),
    ended: async () => {
      const exit = await waitFor(
        "the program's end",
        () => Promise.resolve(Number(read("exit") || undefined)),
      );
      const after = await waitFor("its terminal", () => Promise.resolve(read("after") || undefined));
      const flags = await tmux("display-message", "-p", "#{alternate_on} #{cursor_flag} #{wrap_flag}");
      const left = [
        ...(after === read("before") ? [] : ["modes of the line"]),
        ...(flags.trim() === "0 1 1" ? [] : [`screen, cursor, wrap: ${flags.trim()}`]),
        ...(/^before$/m.test(await text()) ? [] : ["what stood there before"]),
      ];
      return { exit, left };
    },
    [Symbol.asyncDispose]: async () => {
      await tmux("kill-server");
    },
  };
}

/** Whether a program can be run on this machine. */
export function hasProgram(name: string): boolean {
  return (Deno.env.get("PATH") ?? "").split(":").some((folder) => {
    try {
      return Deno.statSync(`${folder}/${name}`).isFile;
    } catch {
      return false;
    }
  });
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
