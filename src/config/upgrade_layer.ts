import { type Given, keyPath, type Layer, pathKey } from "./layer.ts";
import { invalidConfig } from "./problem.ts";
import { CURRENT_VERSION, type Migration, MIGRATIONS, type Step, stepsFrom } from "./versions.ts";

const VERSION = pathKey(["version"]);

/**
 * The settings of a file in the current form, whatever version it says it has; a file without one is current.
 * Origins stay those of the lines as they are. Throws CONFIG_INVALID for a version of a newer program.
 */
export function upgradeLayer(
  file: string,
  layer: Layer,
  migrations: readonly Migration[] = MIGRATIONS,
): Layer {
  const version = layer.given.get(VERSION);
  if (version === undefined || typeof version.value !== "number") return layer;
  if (version.value > CURRENT_VERSION) throw newer(file, version);
  const first = migrations[0]?.from ?? CURRENT_VERSION;
  if (version.value >= CURRENT_VERSION || version.value < first) return layer;
  const given = new Map(layer.given);
  for (const step of stepsFrom(version.value, migrations)) apply(step, given);
  given.set(VERSION, { value: CURRENT_VERSION, origin: version.origin });
  const note =
    `${version.origin}: Read as version ${CURRENT_VERSION}; the file has the form of ${version.value}`;
  return { given, notes: [...layer.notes ?? [], note] };
}

function newer(file: string, { value, origin }: Given) {
  return invalidConfig([{
    origin,
    key: "version",
    value,
    valid: String(CURRENT_VERSION),
    message: `${origin}: Cannot read "${file}": its version ${value} is newer than ${CURRENT_VERSION}, ` +
      "the newest known here; update Cortex, or bring back the file's older form",
  }]);
}

function apply(step: Step, given: Map<string, Given>): void {
  for (const [key, one] of [...given]) {
    const rest = below(step.kind === "move" ? step.from : step.path, keyPath(key));
    if (rest === null) continue;
    if (step.kind !== "convert") given.delete(key);
    if (step.kind === "move") given.set(pathKey([...step.to, ...rest]), one);
    if (step.kind === "convert" && rest.length === 0) {
      given.set(key, { ...one, value: step.convert(one.value) });
    }
  }
}

/** What is left of a path below another one; null when it is not there. */
function below(above: readonly string[], path: readonly string[]): string[] | null {
  return above.every((name, index) => path[index] === name) ? path.slice(above.length) : null;
}
