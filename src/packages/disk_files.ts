import { PackageFileError } from "./file_error.ts";
import type { PackageFiles } from "./files.ts";
import { unpacked } from "./unpack.ts";
import { messageOf } from "../core/message_of.ts";

/** What is read at once: with the 64 KiB of `Deno.FsFile.readable` a large list takes a third longer. */
const CHUNK_BYTES = 524_288;
/** The same where a file says that no more of it is left. */
const REST_BYTES = 4096;

/**
 * The files under a root: `/` for this host, or an unpacked image. Links are followed within the root only; one that
 * leads out of it, and anything but files and folders, throws {@link PackageFileError}. A file that becomes such a link
 * while it is opened is refused where the thread may read the root only.
 */
export function diskFiles(root: string): PackageFiles {
  // The whole disk has no other name, and to look at it would take the permission to read everything.
  const base = root === "/" ? root : Deno.realPathSync(root);
  return {
    async open(path) {
      const real = await within(base, path);
      if (real === null) return null;
      const content = await openReal(path, real);
      try {
        return unpacked(path, content);
      } catch (error) {
        await content.cancel();
        throw error;
      }
    },
    async list(folder) {
      const real = await within(base, folder);
      if (real === null) return [];
      if (!(await Deno.stat(real)).isDirectory) throw new PackageFileError(folder, 0, "it is not a folder");
      // One by one, as `Deno.readDir` has them, the thousands of files of dpkg's `info` take three times as long.
      return Array.from(Deno.readDirSync(real), ({ name }) => name).sort();
    },
    async changedAt(path) {
      const real = await within(base, path);
      return real === null ? null : (await Deno.stat(real)).mtime?.getTime() ?? null;
    },
  };
}

/** The content of what a path of the host was found to lead to. */
async function openReal(path: string, real: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  // Of what is none nothing is opened: a FIFO would wait for who writes.
  if (!(await Deno.stat(real)).isFile) throw new PackageFileError(path, 0, "it is not a file");
  const file = await Deno.open(real);
  try {
    // Deno knows where an open file is, and tells nothing of one that may not be read: a link may have come since.
    return contentOf(file, (await file.stat()).size);
  } catch (error) {
    file.close();
    throw error instanceof Deno.errors.NotCapable
      ? new PackageFileError(path, 0, "a link leads out of the root")
      : error;
  }
}

/** What is left of a file of about so many bytes, which is closed at its end. */
function contentOf(file: Deno.FsFile, size: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let left = size;
  return new ReadableStream({
    async pull(controller) {
      const chunk = new Uint8Array(Math.min(CHUNK_BYTES, Math.max(REST_BYTES, left)));
      const count = await file.read(chunk).catch((error) => {
        file.close();
        throw error;
      });
      if (count !== null) {
        left -= count;
        return controller.enqueue(chunk.subarray(0, count));
      }
      file.close();
      controller.close();
    },
    cancel: () => file.close(),
  });
}

/** Where a path of the host really is; null where it is not there. */
async function within(base: string, path: string): Promise<string | null> {
  const prefix = base === "/" ? "/" : `${base}/`;
  try {
    const real = await Deno.realPath(`${prefix}${path.replace(/^\/+/, "")}`);
    if (real === base || real.startsWith(prefix)) return real;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return null;
    throw new PackageFileError(path, 0, reasonOf(error));
  }
  throw new PackageFileError(path, 0, "a link leads out of the root");
}

function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.NotCapable) return "it is not among the places that may be read here";
  return error instanceof Deno.errors.FilesystemLoop ? "links lead in a circle" : messageOf(error);
}
