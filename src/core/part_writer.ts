/** Bytes that the disk may still have to take of a file. */
const UNSYNCED_BYTES = 4_194_304;

/** Bytes that are given to the file at once: each write costs the thread as much as another, however small it is. */
const BLOCK_BYTES = 524_288;

/**
 * Writes a large file in parts that are on the disk before the next one follows. Else whoever waits for the disk
 * meanwhile, for another file, may wait for all of it: data comes before the journal (data=ordered, ext4(5)).
 */
export class PartWriter {
  readonly #file: Pick<Deno.FsFile, "write" | "syncData">;
  readonly #block = new Uint8Array(BLOCK_BYTES);
  #filled = 0;
  #unsynced = 0;

  constructor(file: Pick<Deno.FsFile, "write" | "syncData">) {
    this.#file = file;
  }

  /** Takes all of these bytes, which may be used again then. Fails as the file does. */
  async write(bytes: Uint8Array): Promise<void> {
    for (let rest = bytes; rest.length > 0;) {
      const taken = rest.subarray(0, BLOCK_BYTES - this.#filled);
      this.#block.set(taken, this.#filled);
      this.#filled += taken.length;
      rest = rest.subarray(taken.length);
      if (this.#filled === BLOCK_BYTES) await this.flush();
    }
  }

  /** Gives the file what it does not have yet. That is on the disk when somebody syncs it. */
  async flush(): Promise<void> {
    for (let rest = this.#block.subarray(0, this.#filled); rest.length > 0;) {
      rest = rest.subarray(await this.#file.write(rest));
    }
    this.#unsynced += this.#filled;
    this.#filled = 0;
    if (this.#unsynced < UNSYNCED_BYTES) return;
    await this.#file.syncData();
    this.#unsynced = 0;
  }
}
