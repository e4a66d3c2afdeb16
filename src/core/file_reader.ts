import { type HostReader, HostReadError, type StatVfs } from "./host_reader.ts";
import { unescapeOctal } from "./octal.ts";
import { pathOfBytes } from "./path_bytes.ts";

const CHUNK_BYTES = 65_536;
const DEFAULT_LIMIT = 1_048_576;

/** Codes that mean "not there, or gone while being read". */
const ABSENT: ReadonlySet<string> = new Set(["ENOENT", "ESRCH", "ENOTDIR"]);

/** Recorded answers of statvfs in a host tree: a line a mount, tabs between the fields. */
const RECORDED_STATVFS = ".statvfs";

/**
 * Reads a host from plain files: a recorded tree, or a read-only bind mount of a real host's folders at another
 * path. Links are followed inside the root and never out of it: what leads out counts as absent.
 *
 * Space comes from the tree's `.statvfs` (`mount_point f_frsize f_blocks f_bfree f_bavail f_files f_ffree`), where
 * it has one, else from statfs(2) of the folder, whose block size is right wherever f_bsize and f_frsize agree.
 *
 * @param root Folder that stands for `/`; the thread needs read on it, and sys=statfs where nothing is recorded.
 */
export function openFileReader(root: string): HostReader {
  const base = Deno.realPathSync(root);
  const inside = base === "/" ? "/" : `${base}/`;
  const decoder = new TextDecoder();
  const chunk = new Uint8Array(CHUNK_BYTES);

  /** Runs an action on the real path; null when there is none inside the root. */
  const within = <T>(action: string, path: string, run: (real: string) => T): T | null => {
    if (path.includes("\0")) return null;
    try {
      const real = Deno.realPathSync(`${base}${path}`);
      return real === base || real.startsWith(inside) ? run(real) : null;
    } catch (error) {
      const errno = errnoOf(error);
      if (ABSENT.has(errno)) return null;
      throw new HostReadError(action, path, errno);
    }
  };

  const read = (path: string, limit = DEFAULT_LIMIT): Uint8Array | null =>
    within("read", path, (real) => {
      using file = Deno.openSync(real);
      const parts: Uint8Array[] = [];
      let total = 0;
      while (total < limit) {
        const count = file.readSync(chunk.subarray(0, Math.min(CHUNK_BYTES, limit - total)));
        if (count === null) break;
        parts.push(chunk.slice(0, count));
        total += count;
      }
      const whole = new Uint8Array(total);
      parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
      return whole;
    });

  const readText = (path: string, limit?: number): string | null => {
    const bytes = read(path, limit);
    return bytes && decoder.decode(bytes);
  };

  const recorded = parseRecorded(read(`/${RECORDED_STATVFS}`));

  return {
    read,
    readText,
    list: (path) => within("list", path, (real) => [...Deno.readDirSync(real)].map((entry) => entry.name)),
    async statvfs(path) {
      return recorded ? recorded.get(path) ?? null : await within("stat", path, statfs);
    },
    [Symbol.dispose]() {},
  };
}

/** What a failed system call of Deno says; EPERM where Deno itself refused. */
function errnoOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  if (error instanceof Deno.errors.NotCapable) return "EPERM";
  throw error;
}

function parseRecorded(bytes: Uint8Array | null): ReadonlyMap<string, StatVfs> | null {
  if (bytes === null) return null;
  const answers = new Map<string, StatVfs>();
  for (const line of pathOfBytes(bytes).split("\n").filter(Boolean)) {
    const [mount_point = "", ...counts] = line.split("\t");
    const [block_size = 0, blocks = 0, blocks_free = 0, blocks_available = 0, inodes = 0, inodes_free = 0] =
      counts.map(Number);
    answers.set(unescapeOctal(mount_point), {
      block_size,
      blocks,
      blocks_free,
      blocks_available,
      inodes,
      inodes_free,
    });
  }
  return answers;
}

async function statfs(real: string): Promise<StatVfs | null> {
  // Loaded only by those who need it: a host read through libc does not.
  const { promises } = await import("node:fs");
  try {
    const answer = await promises.statfs(real);
    return {
      block_size: answer.bsize,
      blocks: answer.blocks,
      blocks_free: answer.bfree,
      blocks_available: answer.bavail,
      inodes: answer.files,
      inodes_free: answer.ffree,
    };
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) throw error;
    return null;
  }
}
