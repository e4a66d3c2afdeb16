import type { PackageFiles } from "../../src/packages/files.ts";
import { run } from "./_run.ts";

/** The files of this machine, or of a folder that looks like one; lists are unpacked by apt's own helper. */
export function hostFiles(root = ""): PackageFiles {
  return {
    async open(path) {
      const packed = /\.(lz4|xz|gz|zst|bz2)$/.test(path);
      if (packed) return bytes(run("/usr/lib/apt/apt-helper", ["cat-file", root + path]).stdout);
      try {
        return (await Deno.open(root + path)).readable;
      } catch (error) {
        if (error instanceof Deno.errors.NotFound) return null;
        throw error;
      }
    },
    list(folder) {
      try {
        return Promise.resolve([...Deno.readDirSync(root + folder)].map(({ name }) => name).sort());
      } catch (error) {
        if (error instanceof Deno.errors.NotFound) return Promise.resolve([]);
        throw error;
      }
    },
  };
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(text));
}
