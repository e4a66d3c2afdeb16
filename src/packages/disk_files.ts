import { PackageFileError } from "./file_error.ts";
import type { PackageFiles } from "./files.ts";
import { unpacked } from "./unpack.ts";
import { messageOf } from "../core/message_of.ts";

/**
 * The files under a root: `/` for this host, or an unpacked image. Links are followed within the root only; one that
 * leads out of it, and anything but files and folders, throws {@link PackageFileError}.
 */
export function diskFiles(root: string): PackageFiles {
  // The whole disk has no other name, and to look at it would take the permission to read everything.
  const base = root === "/" ? root : Deno.realPathSync(root);
  return {
    async open(path) {
      const real = await within(base, path);
      if (real === null) return null;
      if (!(await Deno.stat(real)).isFile) throw new PackageFileError(path, 0, "it is not a file");
      const file = await Deno.open(real);
      try {
        return unpacked(path, file.readable);
      } catch (error) {
        await file.readable.cancel();
        throw error;
      }
    },
    async list(folder) {
      const real = await within(base, folder);
      if (real === null) return [];
      const names: string[] = [];
      for await (const { name } of Deno.readDir(real)) names.push(name);
      return names.sort();
    },
  };
}

/** Where a path of the host really is; null where it is not there. */
async function within(base: string, path: string): Promise<string | null> {
  const prefix = base === "/" ? "/" : `${base}/`;
  try {
    const real = await Deno.realPath(`${prefix}${path.replace(/^\/+/, "")}`);
    if (real === base || real.startsWith(prefix)) return real;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return null;
    throw new PackageFileError(path, 0, messageOf(error));
  }
  throw new PackageFileError(path, 0, "a link leads out of the root");
}
