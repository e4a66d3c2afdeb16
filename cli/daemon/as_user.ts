import type { Context, Outcome } from "../command.ts";
import { CortexError } from "../../src/contract/wire.ts";
import { type StartedFacts, startedOutcome } from "./outcome.ts";
import { launcherCommand } from "./program.ts";
import type { StartValues } from "./options.ts";

/** A user by passwd(5). */
interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

/** Where a user's programs are looked for; root's own PATH may name folders that only root may enter. */
const PATH = "/usr/local/bin:/usr/bin:/bin";

/** Variables that go along, besides those of the daemon's own (CORTEX_*). */
const KEPT = ["DENO_DIR", "NO_COLOR"];

/**
 * Does the same as another user: user, group and environment are that one's, and no further groups, before anything of
 * the daemon runs. Throws PERMISSION_DENIED for who is not root, NOT_FOUND for a user there is none of, and what came
 * of it.
 */
export async function asUser(
  name: string,
  verb: "start" | "restart",
  values: StartValues,
  context: Context,
): Promise<Outcome> {
  if (Deno.uid() !== 0) {
    throw new CortexError(
      "PERMISSION_DENIED",
      `Cannot start the daemon as "${name}": only root may; use sudo`,
    );
  }
  const { uid, gid, home } = findAccount(name);
  const kept = Object.entries(Deno.env.toObject())
    .filter(([variable]) => variable.startsWith("CORTEX_") || KEPT.includes(variable));
  const { code, stdout, stderr } = await new Deno.Command("/bin/sh", {
    args: [
      "-c",
      'exec "$@"',
      "sh",
      ...launcherCommand("cli"),
      "daemon",
      verb,
      "--json",
      ...given(values, context),
    ],
    uid,
    gid,
    cwd: "/",
    clearEnv: true,
    env: { ...Object.fromEntries(kept), PATH, HOME: home, USER: name, LOGNAME: name },
    stdin: "null",
  }).output();
  const text = new TextDecoder();
  if (code !== 0) {
    throw new CortexError(
      "UNAVAILABLE",
      `Cannot ${verb} the daemon as "${name}": ${messageOf(text.decode(stderr).trim())}`,
    );
  }
  return startedOutcome(JSON.parse(text.decode(stdout)) as StartedFacts);
}

function given(values: StartValues, { socket_dir, instance }: Context): string[] {
  const texts = { "socket-dir": socket_dir, instance, "state-dir": values["state-dir"] };
  return [
    "--own",
    ...Object.entries(texts).flatMap(([name, value]) => value === undefined ? [] : [`--${name}=${value}`]),
    ...(values.supervise ? ["--supervise"] : []),
  ];
}

function findAccount(wanted: string): Account {
  for (const line of Deno.readTextFileSync("/etc/passwd").split("\n")) {
    const [name = "", , uid, gid, , home = "/"] = line.split(":");
    if (name === wanted) return { name, uid: Number(uid), gid: Number(gid), home };
  }
  throw new CortexError("NOT_FOUND", `Cannot start the daemon as "${wanted}": there is no such user`);
}

/** The message of a failure told as JSON; of another one all that was said. */
function messageOf(said: string): string {
  try {
    const { error } = JSON.parse(said) as { readonly error?: { readonly message?: string } };
    return error?.message ?? said;
  } catch {
    return said;
  }
}
