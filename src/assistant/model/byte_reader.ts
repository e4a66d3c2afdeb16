import { countWords } from "./words.ts";

const CHUNK_BYTES = 262_144;

/** A file ends, or a header goes on, where it must not. */
export class ReadPastEndError extends Error {
  override readonly name = "ReadPastEndError";
}

/** What no text of a list has more of. */
export interface TextBounds {
  /** Bytes of the longest. */
  readonly longest: number;
  /** Words that begin in one, at most; of a text that is too long to be looked at, its bytes. */
  readonly most_words: number;
}

/** Reads the numbers and texts at the beginning of a file in order, a chunk at a time; all little-endian. */
export class ByteReader {
  readonly #file: Deno.FsFile;
  readonly #limit: number;
  readonly #decoder = new TextDecoder();
  #chunk = new Uint8Array(CHUNK_BYTES);
  #view = new DataView(this.#chunk.buffer);
  /** Where the chunk begins in the file, how much of it there is, and how far it is read. */
  #begin = 0;
  #filled = 0;
  #at = 0;

  /** @param limit Bytes from the beginning of the file that may be read or skipped at most. */
  constructor(file: Deno.FsFile, limit: number) {
    this.#file = file;
    this.#limit = limit;
  }

  /** Bytes from the beginning of the file. */
  get offset(): number {
    return this.#begin + this.#at;
  }

  async u8(): Promise<number> {
    return this.#view.getUint8(await this.#take(1));
  }

  async u32(): Promise<number> {
    return this.#view.getUint32(await this.#take(4), true);
  }

  async f32(): Promise<number> {
    return this.#view.getFloat32(await this.#take(4), true);
  }

  async f64(): Promise<number> {
    return this.#view.getFloat64(await this.#take(8), true);
  }

  /** A size or count; what is above 2^53 is larger than any file and loses digits that do not matter. */
  async u64(): Promise<number> {
    return Number(this.#view.getBigUint64(await this.#take(8), true));
  }

  async i64(): Promise<number> {
    return Number(this.#view.getBigInt64(await this.#take(8), true));
  }

  /** A text with its length before it. Throws {@link ReadPastEndError} where it is longer than `most` bytes. */
  async text(most: number): Promise<string> {
    const length = await this.u64();
    if (length > most) throw new ReadPastEndError(`A text of ${length} bytes`);
    const at = await this.#take(length);
    return this.#decoder.decode(this.#chunk.subarray(at, at + length));
  }

  /** Goes on without looking. */
  async skip(bytes: number): Promise<void> {
    const next = this.offset + bytes;
    if (next > this.#limit) throw new ReadPastEndError(`${bytes} bytes beyond the end`);
    if (next <= this.#begin + this.#filled) {
      this.#at += bytes;
      return;
    }
    await this.#file.seek(next, Deno.SeekMode.Start);
    this.#begin = next;
    this.#filled = this.#at = 0;
  }

  /** Goes over so many texts; a vocabulary has a hundred thousand, so none is waited for that is in the chunk. */
  async skipTexts(count: number): Promise<TextBounds> {
    let [longest, most_words] = [0, 0];
    for (let left = count; left > 0; left--) {
      if (this.#at + 8 > this.#filled) await this.#fill(8);
      const length = Number(this.#view.getBigUint64(this.#at, true));
      longest = Math.max(longest, length);
      const bytes = 8 + length;
      if (bytes > CHUNK_BYTES) {
        await this.skip(bytes);
        most_words = Math.max(most_words, length);
        continue;
      }
      if (this.#at + bytes > this.#filled) await this.#fill(bytes);
      most_words = Math.max(most_words, countWords(this.#chunk.subarray(this.#at + 8, this.#at + bytes)));
      this.#at += bytes;
    }
    return { longest, most_words };
  }

  /** Makes sure that so many bytes are in the chunk, at most its size; gives where they begin in it. */
  async #take(bytes: number): Promise<number> {
    if (this.offset + bytes > this.#limit) throw new ReadPastEndError("The header does not end");
    if (this.#at + bytes > this.#filled) await this.#fill(bytes);
    const at = this.#at;
    this.#at += bytes;
    return at;
  }

  async #fill(bytes: number): Promise<void> {
    this.#chunk.copyWithin(0, this.#at, this.#filled);
    this.#begin += this.#at;
    this.#filled -= this.#at;
    this.#at = 0;
    while (this.#filled < bytes) {
      const read = await this.#file.read(this.#chunk.subarray(this.#filled));
      if (read === null) throw new ReadPastEndError("The file ends");
      this.#filled += read;
    }
  }
}
