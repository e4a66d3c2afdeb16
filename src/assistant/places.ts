import type { Paths } from "../config/launch.ts";

/** What decides where the assistant's things are. */
export interface Whose {
  readonly paths: Pick<Paths, "scope" | "state_dir">;
  /** Reads one environment variable. */
  env(name: string): string | undefined;
}

/** Settings of the assistant that name places. */
export interface PlaceSettings {
  /** Empty for the usual place. */
  readonly library_dir: string;
  /** Empty for none besides those in the folder of models. */
  readonly model_path: string;
}

/** Where the assistant's things are, all absolute. */
export interface AssistantPlaces {
  /** The library as `deno task assistant` sets it up. */
  readonly library_dir: string;
  /** Models that were imported. */
  readonly models_dir: string;
  /** The model that the configuration names; null where it names none. */
  readonly model_path: string | null;
}

/** Variables by which the library looks for a place for temporary files, of which it then makes none. */
const LIBRARY_VARIABLES = ["TMPDIR", "TMP", "TEMP"];

/** Where the library is that the system's daemon loads: beside its program. */
export const SYSTEM_LIBRARY_DIR = "/usr/lib/cortex/llama";

/**
 * Folder of the library by `assistant.library_dir`. The usual place: beside the program for the system's daemon, the
 * user's own folder of data for that of a user (XDG Base Directory Specification), who may have several daemons.
 */
export function libraryDir({ paths, env }: Whose, setting: string): string {
  if (setting !== "") return withHome(setting, env);
  if (paths.scope === "system") return SYSTEM_LIBRARY_DIR;
  const data = env("XDG_DATA_HOME");
  if (data?.startsWith("/")) return `${data}/cortex/llama`;
  const home = env("HOME");
  return home?.startsWith("/") ? `${home}/.local/share/cortex/llama` : `${paths.state_dir}/llama`;
}

/** All places by the configuration. */
export function assistantPlaces(whose: Whose, { library_dir, model_path }: PlaceSettings): AssistantPlaces {
  return {
    library_dir: libraryDir(whose, library_dir),
    models_dir: `${whose.paths.state_dir}/models`,
    model_path: model_path === "" ? null : withHome(model_path, whose.env),
  };
}

/** What the assistant's worker needs: native code of one folder, and reading that and models. */
export function assistantPermissions({ library_dir, models_dir, model_path }: AssistantPlaces): {
  readonly ffi: string[];
  readonly read: string[];
  readonly env: string[];
  readonly sys: "homedir"[];
} {
  return {
    ffi: [library_dir],
    read: [library_dir, models_dir, ...(model_path === null ? [] : [model_path])],
    env: LIBRARY_VARIABLES,
    sys: ["homedir"],
  };
}

/** A path that may begin with the user's folder. */
function withHome(path: string, env: Whose["env"]): string {
  return path.replace(/^~(?=\/|$)/, () => env("HOME") ?? "~");
}

/** Paths of the models that were imported, by name. */
export function modelFiles({ models_dir }: AssistantPlaces): string[] {
  try {
    return [...Deno.readDirSync(models_dir)]
      .filter(({ name, isDirectory }) => !isDirectory && /\.gguf$/i.test(name))
      .map(({ name }) => `${models_dir}/${name}`).sort();
  } catch {
    return [];
  }
}

/** The model that is loaded when nobody names another: the configured one, else the only one; null: there is none. */
export function defaultModel(places: AssistantPlaces): string | null {
  if (places.model_path !== null) return places.model_path;
  const [first, second] = modelFiles(places);
  return second === undefined ? first ?? null : null;
}
