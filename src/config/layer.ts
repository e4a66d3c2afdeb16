/** A value of one setting and where it was given. */
export interface Given {
  readonly value: unknown;
  /** For people: `/etc/cortex/daemon.yaml:12`, `environment CORTEX__LOG__LEVEL`, `option --log-level`. */
  readonly origin: string;
}

/** One source of settings: what it gives, by path (`["ipc", "max_running"]` joined with NUL). */
export interface Layer {
  readonly given: ReadonlyMap<string, Given>;
  /** For the log: what the source says and this program has no use for. */
  readonly notes?: readonly string[];
  /** All variables that the source has, and what it is called; where it can list them. */
  readonly variables?: { readonly names: readonly string[]; readonly where: string };
}

const SEPARATOR = "\0";

/** Key of a path in a layer. Mount points and user names may hold dots, so a dot does not do. */
export function pathKey(path: readonly string[]): string {
  return path.join(SEPARATOR);
}

/** The path of a key. */
export function keyPath(key: string): string[] {
  return key.split(SEPARATOR);
}

/** What the layers give together: nested values, and the origin of each path. Layers come weakest first. */
export interface Merged {
  readonly value: Record<string, unknown>;
  readonly origins: ReadonlyMap<string, string>;
}

/** Lays layers over each other, path by path. */
export function mergeLayers(layers: readonly Layer[]): Merged {
  const value: Record<string, unknown> = Object.create(null);
  const origins = new Map<string, string>();
  for (const layer of layers) {
    for (const [key, given] of layer.given) {
      put(value, keyPath(key), given.value);
      origins.set(key, given.origin);
    }
  }
  return { value, origins };
}

function put(root: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let at = root;
  for (const name of path.slice(0, -1)) {
    const next = Object.hasOwn(at, name) ? at[name] : undefined;
    if (isRecord(next)) {
      at = next;
    } else {
      const made: Record<string, unknown> = Object.create(null);
      at[name] = made;
      at = made;
    }
  }
  const last = path.at(-1) ?? "";
  // A section without lines takes nothing away from what a weaker layer gives.
  if (value !== null || !isRecord(at[last])) at[last] = value;
}

/** What stands at a path within a value; undefined where nothing does. */
export function valueIn(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (at as Readonly<Record<string, unknown>> | null)?.[name], value);
}

/** Whether a value is a plain mapping. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
