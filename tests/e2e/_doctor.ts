import { examine, type Examined } from "../../cli/commands/doctor/examine.ts";
import type { Site } from "../../cli/commands/doctor/site.ts";
import { survey } from "../../cli/commands/doctor/survey.ts";
import { daemonDir } from "./_daemon.ts";

/** A place for a daemon below one folder, its own user's alone. */
export interface Ground extends Disposable {
  readonly dir: string;
  readonly socket_dir: string;
  readonly state_dir: string;
  readonly config: string;
  /** Surveys the place as it is now. */
  site(more?: Partial<Site>): Promise<Site>;
  /** What one check finds now. */
  look(check: string, more?: Partial<Site>): Promise<Examined[]>;
}

/** A folder with an empty configuration; `run` and `state` are made where they are wanted. */
export function ground(settings = "{}\n", made = true): Ground {
  const dir = daemonDir();
  const at = { socket_dir: `${dir}/run`, state_dir: `${dir}/state`, config: `${dir}/daemon.yaml` };
  Deno.writeTextFileSync(at.config, settings);
  if (made) { for (const folder of [at.socket_dir, at.state_dir]) Deno.mkdirSync(folder, { mode: 0o700 }); }
  const site = async (more: Partial<Site> = {}) => ({
    ...await survey({ ...at, instance: undefined, system: false, env: () => undefined }, Date.now()),
    ...more,
  });
  return {
    dir,
    ...at,
    site,
    look: async (check, more) => (await examine(await site(more))).filter((one) => one.check === check),
    [Symbol.dispose]: () => Deno.removeSync(dir, { recursive: true }),
  };
}

/** States alone. */
export const states = (found: readonly Examined[]) => found.map(({ state }) => state);

/** Runs commands that a finding prints, as somebody would who copies them. */
export async function run(commands: readonly string[]): Promise<void> {
  for (const command of commands) {
    const { success, stderr } = await new Deno.Command("sh", {
      args: ["-c", command.replaceAll("sudo ", "")],
    }).output();
    if (!success) throw new Error(`${command}: ${new TextDecoder().decode(stderr)}`);
  }
}
