import { infoOf } from "../../core/absent.ts";
import { logFileName } from "../launch.ts";
import { messageOf } from "../../core/message_of.ts";

/** Readable for the group of the log folder, which the service manager gives it. */
const MODE = 0o640;

/** What a log file is. */
export interface LogFileOptions {
  readonly path: string;
  /** How many files there are at most, the one that is written among them. */
  readonly files: number;
  /** What one file may come to, bytes; read anew at each line. */
  max_bytes(): number;
  /** Told once when lines cannot be written, until they can be again. */
  onFault(message: string): void;
}

/**
 * A file of lines that is put aside as `PATH.1` when it is full, the older ones one number further. Lines that cannot
 * be written are lost, and that is told once: a full disk must not end the daemon.
 */
export class LogFile implements Disposable {
  readonly #options: LogFileOptions;
  #file: Deno.FsFile | undefined;
  #bytes = 0;
  #told = false;

  constructor(options: LogFileOptions) {
    this.#options = options;
  }

  /** Writes lines, with their line ends, before it returns. */
  write(lines: Uint8Array): void {
    try {
      const file = this.#ready(lines.byteLength);
      for (let written = 0; written < lines.byteLength;) {
        written += file.writeSync(lines.subarray(written));
      }
      this.#bytes += lines.byteLength;
      this.#told = false;
    } catch (error) {
      this.#fault(error);
    }
  }

  /** The next line goes to what is at the path by then: somebody else has put the file aside. */
  reopen(): void {
    this.#file?.close();
    this.#file = undefined;
  }

  [Symbol.dispose](): void {
    this.reopen();
  }

  #ready(more_bytes: number): Deno.FsFile {
    let file = this.#file ?? this.#open();
    if (this.#bytes > 0 && this.#bytes + more_bytes > this.#options.max_bytes()) {
      this.reopen();
      this.#putAside();
      file = this.#open();
    }
    return file;
  }

  /** Refuses what is no plain file: whoever may write in the folder could lead the daemon elsewhere by a link. */
  #open(): Deno.FsFile {
    const { path } = this.#options;
    const before = infoOf(path);
    if (before !== null && !before.isFile) throw new Error("it is no regular file; remove it");
    const file = Deno.openSync(path, { append: true, create: true, mode: MODE });
    const [opened, named] = [file.statSync(), infoOf(path)];
    if (named === null || !named.isFile || named.ino !== opened.ino || named.dev !== opened.dev) {
      file.close();
      throw new Error("somebody else has changed it");
    }
    // The mask of a service leaves the owner's bits only.
    if (before === null) Deno.chmodSync(path, MODE);
    this.#bytes = opened.size;
    this.#file = file;
    return file;
  }

  #putAside(): void {
    const { path, files } = this.#options;
    const nameOf = (number: number) => logFileName(path, number);
    if (files === 1) return Deno.removeSync(path);
    for (let number = files - 2; number >= 0; number--) {
      if (infoOf(nameOf(number)) !== null) Deno.renameSync(nameOf(number), nameOf(number + 1));
    }
  }

  #fault(error: unknown): void {
    this.reopen();
    if (this.#told) return;
    this.#told = true;
    const why = messageOf(error);
    this.#options.onFault(`Cannot write the log file "${this.#options.path}": ${why}`);
  }
}
