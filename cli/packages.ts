import type { FolderOperation, FolderPackages } from "../src/inventory/offline.ts";
import type { InputOf, OutputOf } from "../src/contract/wire.ts";
import { isPackageName } from "../src/core/package_name.ts";
import { type Command, defineCommand, type Definition, type Invocation } from "./command.ts";
import { given, type Options, type ValuesOf } from "./option.ts";
import type { View } from "./text/paint.ts";
import { UsageError } from "./usage_error.ts";

/** The options of every command that looks at a folder's packages as well as at the daemon's. */
export const FOLDERS = {
  root: { type: "text", value: "DIR", summary: "Look at an unpacked image instead, without a daemon" },
  admindir: {
    type: "text",
    value: "DIR",
    summary: "Look at a saved /var/lib/dpkg or /var/lib/pacman instead, without a daemon",
  },
} as const satisfies Options;

/** A command that is one operation on packages: of the daemon's host, or of a folder that is given. */
export function definePackages<N extends FolderOperation, const O extends Options = Record<never, never>>(
  definition: Definition<O> & {
    readonly operation: N;
    input(invocation: Invocation<ValuesOf<O>>, now_ms: number): InputOf<N>;
    render(output: OutputOf<N>, view: View, invocation: Invocation<ValuesOf<O>>): string;
  },
): Command {
  const { operation, input, render } = definition;
  return defineCommand<O & typeof FOLDERS>({
    ...definition,
    options: { ...definition.options, ...FOLDERS } as O & typeof FOLDERS,
    run: async (given, context) => {
      const invocation = given as Invocation<ValuesOf<O>>;
      const folder = await folderOf(given.values as ValuesOf<typeof FOLDERS>);
      const wanted = input(invocation, context.wall());
      const output = folder === null
        ? await ask((await context.client()).call, operation, wanted)
        : await folder[operation](wanted);
      return { json: [output], render: (view) => render(output, view, invocation) };
    },
  });
}

/** Most that is shown of what is no name, characters. */
const SHOWN = 64;

/** The option of every command that shows one package. */
export const ARCHITECTURE = {
  architecture: { type: "text", value: "ARCH", summary: "Of this architecture, as i386; or PACKAGE:ARCH" },
} as const satisfies Options;

/**
 * The package that is meant by a name, after which its architecture may stand as apt and dpkg write it. Throws a
 * UsageError for what no package can be named: a folder's packages are asked as the daemon's are.
 */
export function packageMeant(
  text: string,
  { architecture }: ValuesOf<typeof ARCHITECTURE>,
): { name: string; architecture?: string } {
  const [, name = text, own] = /^(.+):([a-z0-9-]+)$/.exec(text) ?? [];
  if (!isPackageName(name)) {
    throw new UsageError(
      `Cannot take "${
        name.slice(0, SHOWN)
      }" as the name of a package: it has 1 to 255 letters, digits and -_+.@/, ` +
        'begins with none of -./ and has no ".."',
    );
  }
  return { name, ...given({ architecture: architecture ?? own }) };
}

/** The packages of the folder that was given; null where none was. */
export async function folderOf(
  { root, admindir }: ValuesOf<typeof FOLDERS>,
): Promise<FolderPackages | null> {
  if (root !== undefined && admindir !== undefined) {
    throw new UsageError("Cannot look at two folders: give --root or --admindir");
  }
  const folder = root ?? admindir;
  if (folder === undefined) return null;
  const { packagesOfFolder } = await import("../src/inventory/offline.ts");
  return packagesOfFolder(folder, { is_admin_dir: root === undefined });
}

function ask<N extends FolderOperation>(call: unknown, name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  return (call as (name: N, input: InputOf<N>) => Promise<OutputOf<N>>)(name, input);
}
