/** Bytes that the disk may still have to take of a file. */
const UNSYNCED_BYTES = 4_194_304;

/**
 * Writes a large file in parts that are on the disk before the next one follows. Else whoever waits for the disk
 * meanwhile, for another file, may wait for all of it: data comes before the journal (data=ordered, ext4(5)).
 */
export class PartWriter {
  readonly #file: Pick<Deno.FsFile, "write" | "syncData">;
  #unsynced = 0;

  constructor(file: Pick<Deno.FsFile, "write" | "syncData">) {
    this.#file = file;
  }

  /** Writes all of these bytes. Fails as the file does. What comes last is on the disk when somebody syncs it. */
  async write(bytes: Uint8Array): Promise<void> {
    for (let rest = bytes; rest.length > 0;) rest = rest.subarray(await this.#file.write(rest));
    this.#unsynced += bytes.length;
    if (this.#unsynced < UNSYNCED_BYTES) return;
    await this.#file.syncData();
    this.#unsynced = 0;
  }
}
