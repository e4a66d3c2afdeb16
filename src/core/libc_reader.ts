import { type HostReader, HostReadError, type StatVfs } from "./host_reader.ts";
import { bytesOfPath } from "./path_bytes.ts";

/** The only functions of the C library this project ever calls. */
const SYMBOLS = {
  open: { parameters: ["buffer", "i32"], result: "i32" },
  read: { parameters: ["i32", "buffer", "usize"], result: "i32" },
  getdents64: { parameters: ["i32", "buffer", "usize"], result: "i32" },
  close: { parameters: ["i32"], result: "i32" },
  statvfs: { parameters: ["buffer", "buffer"], result: "i32", nonblocking: true },
} as const satisfies Deno.ForeignLibraryInterface;

/** open(2) flags; these four have the same value on x86_64 and aarch64. */
const O_RDONLY = 0;
const O_NONBLOCK = 0o4000;
const O_CLOEXEC = 0o2000000;
const O_PATH = 0o10000000;

const PATH_BYTES = 4096;
const CHUNK_BYTES = 65_536;
const DEFAULT_LIMIT = 1_048_576;

/** struct linux_dirent64 of getdents64(2): offsets of d_reclen and d_name. */
const DIRENT = { length: 16, name: 19 } as const;

/** struct statvfs of glibc on both LP64 architectures (x86_64, aarch64): offsets of its unsigned long fields. */
const STATVFS = { size: 112, bsize: 0, frsize: 8, blocks: 16, bfree: 24, bavail: 32, files: 40, ffree: 48 };

/**
 * Reads the host through the C library, because Deno itself refuses /proc and /sys whatever it may read. Binds
 * {@link SYMBOLS} and then gives up the ffi permission of this thread for good: nothing else can ever be bound.
 *
 * errno is out of reach (it would take a pointer, and so every ffi permission), so the cause of a failure is found
 * by opening the path once more with O_PATH, which needs no right to read: EACCES for what is there and cannot be
 * opened, EIO for what can be opened and not read. What lies in a folder that may not be searched counts as absent.
 *
 * @param library Path of libc.so.6, the one ffi permission this thread has.
 */
export function openLibcReader(library: string): HostReader {
  if (Deno.build.arch !== "x86_64" && Deno.build.arch !== "aarch64") {
    throw new Error(
      `Cannot read the host through "${library}": the layout of ${Deno.build.arch} is not known`,
    );
  }
  const { symbols, close } = Deno.dlopen(library, SYMBOLS);
  Deno.permissions.revokeSync({ name: "ffi" });

  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const path_buffer = new Uint8Array(PATH_BYTES);
  const chunk = new Uint8Array(CHUNK_BYTES);
  const chunk_view = new DataView(chunk.buffer);

  const open = (path: string, flags: number): number => {
    const { read, written } = encoder.encodeInto(path, path_buffer);
    if (read < path.length || written === PATH_BYTES || path.includes("\0")) return -1;
    path_buffer[written] = 0;
    return symbols.open(path_buffer, flags | O_CLOEXEC);
  };

  const exists = (path: string): boolean => {
    const fd = open(path, O_PATH);
    if (fd >= 0) symbols.close(fd);
    return fd >= 0;
  };

  /** null when the path is absent, else throws. */
  const failure = (action: string, path: string, errno: string): null => {
    if (exists(path)) throw new HostReadError(action, path, errno);
    if (!exists("/")) throw new HostReadError(action, path, "EMFILE");
    return null;
  };

  const read = (path: string, limit = DEFAULT_LIMIT): Uint8Array | null => {
    const fd = open(path, O_RDONLY | O_NONBLOCK);
    if (fd < 0) return failure("read", path, "EACCES");
    const parts: Uint8Array[] = [];
    let total = 0;
    let count = 0;
    try {
      while (
        total < limit && (count = symbols.read(fd, chunk, BigInt(Math.min(CHUNK_BYTES, limit - total)))) > 0
      ) {
        parts.push(chunk.slice(0, count));
        total += count;
      }
    } finally {
      symbols.close(fd);
    }
    if (count < 0) return failure("read", path, "EIO");
    return parts.length === 1 && parts[0] ? parts[0] : concat(parts, total);
  };

  const list = (path: string): string[] | null => {
    const fd = open(path, O_RDONLY | O_NONBLOCK);
    if (fd < 0) return failure("list", path, "EACCES");
    const names: string[] = [];
    let count = 0;
    try {
      while ((count = symbols.getdents64(fd, chunk, BigInt(CHUNK_BYTES))) > 0) {
        for (let at = 0; at < count;) {
          const name_at = at + DIRENT.name;
          const name = decoder.decode(chunk.subarray(name_at, chunk.indexOf(0, name_at)));
          if (name !== "." && name !== "..") names.push(name);
          at += chunk_view.getUint16(at + DIRENT.length, true);
        }
      }
    } finally {
      symbols.close(fd);
    }
    // Not a folder (ENOTDIR) and a process that ended meanwhile (ENOENT) are the only failures getdents64 has here.
    return count < 0 ? null : names;
  };

  return {
    read,
    readText(path, limit) {
      const bytes = read(path, limit);
      return bytes && decoder.decode(bytes);
    },
    list,
    async statvfs(path): Promise<StatVfs | null> {
      // Buffers of its own: a call on a dead mount may write into them much later.
      const answer = new Uint8Array(STATVFS.size);
      if (await symbols.statvfs(bytesOfPath(`${path}\0`), answer) !== 0) return null;
      const view = new DataView(answer.buffer);
      const field = (offset: number) => Number(view.getBigUint64(offset, true));
      return {
        block_size: field(STATVFS.frsize) || field(STATVFS.bsize),
        blocks: field(STATVFS.blocks),
        blocks_free: field(STATVFS.bfree),
        blocks_available: field(STATVFS.bavail),
        inodes: field(STATVFS.files),
        inodes_free: field(STATVFS.ffree),
      };
    },
    [Symbol.dispose]: close,
  };
}

function concat(parts: readonly Uint8Array[], total: number): Uint8Array {
  const whole = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
