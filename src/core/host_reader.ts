/** What statvfs(3) says of a file system, in fragments and inodes. */
export interface StatVfs {
  /** Size of a block in the counts below, bytes (f_frsize). */
  readonly block_size: number;
  readonly blocks: number;
  readonly blocks_free: number;
  /** Blocks for ordinary users. */
  readonly blocks_available: number;
  readonly inodes: number;
  readonly inodes_free: number;
}

/**
 * The one door to the host's /proc, /sys and file systems. Two implementations, libc by FFI and plain files under
 * a root, run the same conformance suite; collectors know only this.
 */
export interface HostReader extends Disposable {
  /**
   * The bytes of a file, at most `limit` of them (default 1 MiB; what is beyond is cut). null: not there, or gone
   * while being read (ENOENT, ESRCH, ENOTDIR). Throws {@link HostReadError} for anything else.
   */
  read(path: string, limit?: number): Uint8Array | null;
  /** The same as text; bytes that are not UTF-8 become U+FFFD. */
  readText(path: string, limit?: number): string | null;
  /** Names in a folder, without `.` and `..`, in no order; null as above. */
  list(path: string): string[] | null;
  /**
   * Space and inodes of the file system at a path, which may hold bytes that are not UTF-8 in the form of
   * src/core/path_bytes.ts. null: not there, or it cannot be asked. May hang on a dead mount: give it a deadline.
   */
  statvfs(path: string): Promise<StatVfs | null>;
}

/** A host file that is there and cannot be read. */
export class HostReadError extends Error {
  override readonly name = "HostReadError";
  /** Symbolic errno: `EACCES`. */
  readonly errno: string;
  readonly path: string;
  constructor(action: string, path: string, errno: string) {
    super(`Cannot ${action} "${path}": ${errno}`);
    this.errno = errno;
    this.path = path;
  }
}
