import type { InstalledRuntime } from "../contract/mod.ts";
import type { RuntimeFiles } from "./files.ts";
import { findInstalled, type Places } from "./find_installed.ts";
import type { Runtime } from "./runtime.ts";
import { RUNTIMES } from "./runtimes.ts";

/** What asks a program for its answer; null where there is none. */
export type Ask = (program: string, args: readonly string[]) => Promise<string | null>;

/** What may be a version, as semver.org, PEP 440, RubyGems, JEP 223 and distributions write them. */
const VERSION = /^[\w.+~-]{1,100}$/;

/** Every installed runtime. Only those whose version no file or folder tells are asked, all at once. */
export async function listInstalled(
  files: RuntimeFiles,
  places: Places,
  ask: Ask,
): Promise<InstalledRuntime[]> {
  const found = RUNTIMES.flatMap((runtime) =>
    findInstalled(runtime, files, places).map((one) => ({ runtime, one }))
  );
  return await Promise.all(found.map(async ({ runtime, one }) => ({
    ...one,
    version: one.version ?? await askedVersion(runtime, one.path, ask) ?? versionInName(one.path),
  })));
}

async function askedVersion(
  { ask: { args, pattern } }: Runtime,
  path: string,
  ask: Ask,
): Promise<string | null> {
  const answer = await ask(path, args);
  const version = answer === null ? undefined : pattern.exec(answer.trim())?.[1];
  return version !== undefined && VERSION.test(version) ? version : null;
}

/** What a program's name tells: `python3.11` is some 3.11. */
function versionInName(path: string): string | null {
  return /[a-z](\d+\.\d+)$/.exec(path)?.[1] ?? null;
}
