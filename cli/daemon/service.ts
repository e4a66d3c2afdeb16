import type { Context, Outcome } from "../command.ts";
import { isThere } from "../../src/core/absent.ts";
import { CortexError } from "../../src/contract/wire.ts";
import { paint } from "../text/paint.ts";

const UNIT = "cortexd.service";

/** There exactly where the machine was booted with systemd (sd_booted(3)). */
const SYSTEMD_RUNS = "/run/systemd/system";
const SYSTEMCTL = ["/usr/bin/systemctl", "/bin/systemctl"];

/** Whether the daemon that is meant is systemd's: nobody named another one, and systemd has the unit. */
export async function isService({ own }: { readonly own: boolean }, context: Context): Promise<boolean> {
  if (own || context.socket_dir !== undefined || context.instance !== undefined) return false;
  if (!isThere(SYSTEMD_RUNS) || !SYSTEMCTL.some(isThere)) return false;
  return (await run("cat", "--no-pager")).success;
}

/** Tells `ExecReload=` of the unit that a new process is wanted; see systemd/reload. */
const WANTED = "/run/cortexd.restart";

/** How long a new process may take from its first answer until it is ready, and the pause between two looks, ms. */
const READY_MS = 30_000;
const LOOK_MS = 20;

/** Makes the file, asks for a reload, and takes the file away whatever came of it. */
const HAND_OVER = `trap 'rm -f ${WANTED}' EXIT; : >${WANTED} && "$@"`;

/**
 * Lets a new process take the place of the one that runs, inside the unit, so that no request is lost; where none
 * runs, starts it. Throws UNAVAILABLE with systemd's reason.
 */
export async function restartService(context: Context): Promise<Outcome> {
  const running = await run("is-active", "--quiet");
  if (!running.success || Deno.uid() !== 0) return await systemctl("restart");
  const reload = ["-c", HAND_OVER, "sh", program(), "reload", UNIT];
  const { success, stderr } = await output("/bin/sh", reload);
  if (!success) throw failed("restart", stderr);
  const client = await context.client();
  for (const end = context.now() + READY_MS; context.now() < end;) {
    if ((await client.daemon.status()).state === "running") break;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return await told();
}

/** Asks systemd, waits until it has done so, and tells what became of the unit. Throws UNAVAILABLE with its reason. */
export async function systemctl(verb: "start" | "stop" | "restart"): Promise<Outcome> {
  const { success, stderr } = await run(verb);
  if (!success) throw failed(verb, stderr);
  return await told();
}

function failed(verb: string, stderr: string): CortexError {
  return new CortexError("UNAVAILABLE", `Cannot ${verb} ${UNIT}: ${stderr.trim()}`);
}

/** How the unit is now. */
async function told(): Promise<Outcome> {
  const { stdout } = await run("show", "--property=ActiveState,MainPID,StatusText");
  const facts = Object.fromEntries(stdout.trim().split("\n").map((line) => line.split(/=(.*)/s)));
  const unit = {
    unit: UNIT,
    active_state: facts.ActiveState ?? "unknown",
    pid: Number(facts.MainPID) || null,
    status: facts.StatusText ?? "",
  };
  const { pid, active_state, status } = unit;
  const process = pid === null ? [] : [`process ${pid}`];
  const line = [`${UNIT} is ${active_state}`, ...process, ...(status === "" ? [] : [status])].join(", ");
  return { json: [unit], render: (view) => paint([[line]], view) };
}

function program(): string {
  return SYSTEMCTL.find(isThere) ?? "systemctl";
}

function run(verb: string, ...options: string[]) {
  return output(program(), [verb, ...options, UNIT]);
}

async function output(command: string, args: readonly string[]) {
  const { success, stdout, stderr } = await new Deno.Command(command, { args: [...args], stdin: "inherit" })
    .output();
  const text = new TextDecoder();
  return { success, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}
