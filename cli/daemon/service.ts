import type { Context, Outcome } from "../command.ts";
import { CortexError } from "../../src/contract/wire.ts";
import { paint } from "../text/paint.ts";

const UNIT = "cortexd.service";

/** There exactly where the machine was booted with systemd (sd_booted(3)). */
const SYSTEMD_RUNS = "/run/systemd/system";
const SYSTEMCTL = ["/usr/bin/systemctl", "/bin/systemctl"];

/** Whether the daemon that is meant is systemd's: nobody named another one, and systemd has the unit. */
export async function isService({ user }: { readonly user: boolean }, context: Context): Promise<boolean> {
  if (user || context.socket_dir !== undefined || context.instance !== undefined) return false;
  if (!isThere(SYSTEMD_RUNS) || !SYSTEMCTL.some(isThere)) return false;
  return (await run("cat", "--no-pager")).success;
}

/** Asks systemd, waits until it has done so, and tells what became of the unit. Throws UNAVAILABLE with its reason. */
export async function systemctl(verb: "start" | "stop" | "restart"): Promise<Outcome> {
  const { success, stderr } = await run(verb);
  if (!success) {
    throw new CortexError("UNAVAILABLE", `Cannot ${verb} ${UNIT}: ${stderr.trim()}`);
  }
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

async function run(verb: string, ...options: string[]) {
  const program = SYSTEMCTL.find(isThere) ?? "systemctl";
  const child = new Deno.Command(program, { args: [verb, ...options, UNIT], stdin: "inherit" });
  const { success, stdout, stderr } = await child.output();
  const text = new TextDecoder();
  return { success, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}

function isThere(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}
