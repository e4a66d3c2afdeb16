import { parse } from "smol-toml";
import type { RuntimeName } from "../contract/mod.ts";
import type { RuntimeFiles } from "./files.ts";
import { RUNTIMES } from "./runtimes.ts";
import { toolFiles } from "./tool_files.ts";

/** A version that a project asks for. */
export interface WantedRuntime {
  readonly runtime: RuntimeName;
  /** As the file writes it: `20`, `>=18`, `lts/*`, `stable`. */
  readonly wants: string;
  /** Name of the file in the folder. */
  readonly file: string;
}

/** What the version files of a folder ask for, and those that cannot be read. */
export interface WantedRuntimes {
  readonly folder: string;
  readonly items: readonly WantedRuntime[];
  readonly problems: readonly { readonly file: string; readonly message: string }[];
}

/** Longest version that is told, characters. */
const MAX_LENGTH = 200;

/** Reads the version files that lie in a folder itself. A damaged one is told once, the others count. */
export function findWanted(folder: string, files: RuntimeFiles): WantedRuntimes {
  const names = new Set(files.list(folder));
  const items: WantedRuntime[] = [];
  const problems = new Map<string, string>();
  for (const runtime of RUNTIMES) {
    for (const { name, read } of [...runtime.version_files, ...toolFiles(runtime)]) {
      if (!names.has(name)) continue;
      try {
        const text = files.text(`${folder}/${name}`);
        if (text === null) throw new RangeError("it is no small file of this folder");
        for (const wants of read(text, parse)) {
          items.push({ runtime: runtime.name, wants: wants.slice(0, MAX_LENGTH), file: name });
        }
      } catch (error) {
        const message = error instanceof Error ? error.message.split("\n")[0] ?? "" : String(error);
        problems.set(name, `Cannot read "${name}": ${message}`);
      }
    }
  }
  return { folder, items, problems: [...problems].map(([file, message]) => ({ file, message })) };
}
