/** One change of a file's form. Keys are paths: mount points may hold dots. */
export type Step =
  | { readonly kind: "move"; readonly from: readonly string[]; readonly to: readonly string[] }
  | { readonly kind: "remove"; readonly path: readonly string[] }
  | { readonly kind: "convert"; readonly path: readonly string[]; convert(value: unknown): unknown };

/** What leads a file of one version to the next. */
export interface Migration {
  readonly from: number;
  readonly steps: readonly Step[];
}

/** The version of the form that this program writes. */
export const CURRENT_VERSION = 1;

/** Every migration, the oldest first: none yet, version 1 is the first form there was. */
export const MIGRATIONS: readonly Migration[] = [];

/** The steps from a version to the current one, in order. */
export function stepsFrom(version: number, migrations: readonly Migration[]): Step[] {
  return migrations.filter(({ from }) => from >= version).flatMap(({ steps }) => steps);
}
