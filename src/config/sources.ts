import { CortexError } from "../contract/wire.ts";
import type { Layer } from "./layer.ts";
import { originalLayer } from "./original_layer.ts";
import type { Paths } from "./paths.ts";
import { upgradeLayer } from "./upgrade_layer.ts";
import { dotenvLayer, processLayer, type TextSetting } from "./value_layer.ts";
import { yamlLayer } from "./yaml_layer.ts";

/** The longest configuration file that is read, bytes. */
const MAX_FILE_BYTES = 1_048_576;

/** A text that stands in for the content of a file: what the file is to become. */
export interface Draft {
  readonly file: string;
  readonly text: string;
}

/** Everything read from files and environment, weakest first, and the files that exist. */
export interface Sources {
  readonly layers: readonly Layer[];
  readonly files: readonly string[];
}

/** Where {@link readSources} reads. */
export interface SourcePlaces {
  readonly paths: Paths;
  env(name: string): string | undefined;
  /** The file was named by hand and must exist. */
  readonly explicit: boolean;
}

/**
 * Reads system file, drop-ins (later names win), user's file, `.env` and environment, in that order.
 * @param settings Those to look for in `.env` and environment; files are taken as they are.
 */
export function readSources(
  { paths, env, explicit }: SourcePlaces,
  settings: readonly TextSetting[],
  draft?: Draft,
): Sources {
  const layers: Layer[] = [];
  const files: string[] = [];
  for (const { kind, path } of paths.config.toReversed()) {
    for (const file of kind === "folder" ? dropIns(path) : [path]) {
      const text = draft?.file === file ? draft.text : readConfigFile(file);
      if (text === null) {
        if (explicit) throw missing(file);
        continue;
      }
      files.push(file);
      layers.push(
        kind === "original" ? originalLayer(file, text) : upgradeLayer(file, yamlLayer(file, text)),
      );
    }
  }
  const dotenv = readConfigFile(paths.dotenv);
  if (dotenv !== null) layers.push(dotenvLayer(paths.dotenv, dotenv, settings));
  layers.push(processLayer(env, settings));
  return { layers, files };
}

function missing(file: string): CortexError {
  return new CortexError(
    "CONFIG_INVALID",
    `Cannot read "${file}": it does not exist; name another with --config or CORTEX_CONFIG`,
  );
}

function dropIns(folder: string): string[] {
  try {
    return [...Deno.readDirSync(folder)]
      .filter((entry) => entry.name.endsWith(".yaml") && !entry.name.startsWith("."))
      .map((entry) => `${folder}/${entry.name}`)
      .sort();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return [];
    throw unreadable(folder, error);
  }
}

/** The text of a file; null when there is none. */
export function readConfigFile(file: string): string | null {
  try {
    const info = Deno.statSync(file);
    if (!info.isFile) return null;
    if (info.size > MAX_FILE_BYTES) {
      throw new CortexError(
        "CONFIG_INVALID",
        `Cannot read "${file}": it is larger than ${MAX_FILE_BYTES} bytes`,
      );
    }
    return Deno.readTextFileSync(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return null;
    if (error instanceof CortexError) throw error;
    throw unreadable(file, error);
  }
}

function unreadable(path: string, cause: unknown): CortexError {
  const why = cause instanceof Deno.errors.PermissionDenied ? "permission denied" : "it cannot be opened";
  return new CortexError("CONFIG_INVALID", `Cannot read "${path}": ${why}; check its owner and mode`, {
    cause,
  });
}
