import { PackageFileError } from "../file_error.ts";
import { StanzaValues } from "./stanza_values.ts";

/** What a file may have at most; all of it far beyond what real ones have. */
export interface StanzaLimits {
  /** Bytes of one line. */
  readonly line_bytes: number;
  /** Bytes of one paragraph. */
  readonly stanza_bytes: number;
  /** Fields of one paragraph. */
  readonly fields: number;
  /** Paragraphs of the file. */
  readonly stanzas: number;
}

/** The limits of a reader that states none. */
export const STANZA_LIMITS: StanzaLimits = {
  line_bytes: 1_048_576,
  stanza_bytes: 4_194_304,
  fields: 1_000,
  stanzas: 1_000_000,
};

/** How to read a deb822(5) file. */
export interface StanzaReaderOptions<Field extends string> {
  /** Name for errors. */
  readonly file: string;
  /** The fields to keep, as written in the standard; case does not matter in the file. */
  readonly fields: readonly Field[];
  /**
   * Gets each paragraph that is not empty, in the order of the file: its values, continuation lines joined by `\n`,
   * which are good for this call only, and the line where it begins, from 1.
   */
  readonly accept: (values: StanzaValues<Field>, line: number) => void;
  /** A field twice in one paragraph: dpkg refuses the file, apt takes the last. @default {"last"} */
  readonly duplicates?: "refuse" | "last";
  /** Lines that begin with `#` are comments, as in files that people write. @default {false} */
  readonly comments?: boolean;
  readonly limits?: StanzaLimits;
}

const NOTHING = new Uint8Array(0);
const [NUL, TAB, NEWLINE, RETURN, SPACE, HASH, COLON] = [0, 9, 10, 13, 32, 35, 58];

/**
 * Reads deb822(5) from chunks of bytes as they come, in memory bounded by the limits. `push` and `end` throw
 * {@link PackageFileError} with the line of the fault; after that the reader is of no more use.
 */
export class StanzaReader<Field extends string> {
  readonly #options: StanzaReaderOptions<Field>;
  readonly #limits: StanzaLimits;
  /** Wanted fields, by number, by the length of their name. */
  readonly #wanted: { field: number; name: Uint8Array }[][] = [];
  /** The beginning of a line that has not ended yet. */
  #rest: Uint8Array = NOTHING;
  #line = 0;
  #stanzas = 0;
  #stanza_line = 0;
  #stanza_bytes = 0;
  #fields = 0;
  readonly #values: StanzaValues<Field>;
  /** The field that continuation lines belong to: its number, null for one not wanted, undefined for none. */
  #field: number | null | undefined;

  constructor(options: StanzaReaderOptions<Field>) {
    this.#options = options;
    this.#limits = options.limits ?? STANZA_LIMITS;
    this.#values = new StanzaValues(options.fields);
    for (const [field, text] of options.fields.entries()) {
      const name = new TextEncoder().encode(text.toLowerCase());
      (this.#wanted[name.length] ??= []).push({ field, name });
    }
  }

  /** Takes the next bytes of the file. */
  push(chunk: Uint8Array): void {
    let from = this.#takeRest(chunk);
    for (let end = this.#lineEnd(chunk, from); end < chunk.length; end = this.#lineEnd(chunk, from)) {
      this.#takeLine(chunk, from, end);
      from = end + 1;
    }
    if (this.#rest.length === 0) this.#rest = chunk.slice(from);
    if (this.#rest.length > this.#limits.line_bytes) this.#fail(this.#line + 1, this.#tooLong());
  }

  /** The file has ended. */
  end(): void {
    if (this.#rest.length > 0) this.#takeLine(this.#rest, 0, this.#rest.length);
    this.#rest = NOTHING;
    this.#endStanza();
  }

  /** Takes the line of which the chunk before has the beginning; gives where the next one begins. */
  #takeRest(chunk: Uint8Array): number {
    if (this.#rest.length === 0) return 0;
    const end = this.#lineEnd(chunk, 0);
    const line = joined(this.#rest, chunk.subarray(0, end));
    this.#rest = end < chunk.length ? NOTHING : line;
    if (end < chunk.length) this.#takeLine(line, 0, line.length);
    return end + 1;
  }

  /** The next newline, or the end; lines are so short that a call of `indexOf` for each would take longer. */
  #lineEnd(bytes: Uint8Array, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (byte > NEWLINE) continue;
      if (byte === NEWLINE) return at;
      if (byte === NUL) this.#fail(this.#line + 1, "a NUL byte, which no text has");
    }
    return bytes.length;
  }

  #takeLine(bytes: Uint8Array, from: number, newline: number): void {
    this.#line++;
    if (newline - from > this.#limits.line_bytes) this.#fail(this.#line, this.#tooLong());
    const end = newline > from && bytes[newline - 1] === RETURN ? newline - 1 : newline;
    if (bytes[from] === HASH && this.#options.comments === true) return;
    if (afterBlanks(bytes, from, end) === end) return this.#endStanza();
    if (this.#stanza_bytes === 0) this.#beginStanza();
    this.#stanza_bytes += newline - from + 1;
    if (this.#stanza_bytes > this.#limits.stanza_bytes) {
      this.#fail(this.#line, `a paragraph of more than ${this.#limits.stanza_bytes} bytes`);
    }
    if (bytes[from] === SPACE || bytes[from] === TAB) this.#takeContinuation(bytes, from, end);
    else this.#takeField(bytes, from, end);
  }

  #takeContinuation(bytes: Uint8Array, from: number, end: number): void {
    const field = this.#field;
    if (field === undefined) this.#fail(this.#line, "a continuation line before any field");
    if (field === null) return;
    const start = afterBlanks(bytes, from, end);
    this.#values.addLine(bytes, start, beforeBlanks(bytes, start, end));
  }

  #takeField(bytes: Uint8Array, from: number, end: number): void {
    let colon = from;
    while (colon < end && bytes[colon] !== COLON) colon++;
    if (colon === from || colon === end) {
      this.#fail(this.#line, "a line that is no field: it has no name and colon");
    }
    if (++this.#fields > this.#limits.fields) {
      this.#fail(this.#line, `a paragraph of more than ${this.#limits.fields} fields`);
    }
    const field = this.#wantedField(bytes, from, colon);
    this.#field = field;
    if (field === null) return;
    if (this.#options.duplicates === "refuse" && this.#values.has(field)) {
      this.#fail(this.#line, `the field ${this.#options.fields[field]} for the second time in one paragraph`);
    }
    const start = afterBlanks(bytes, colon + 1, end);
    this.#values.begin(field, bytes, start, beforeBlanks(bytes, start, end));
  }

  #wantedField(bytes: Uint8Array, from: number, colon: number): number | null {
    const wanted = this.#wanted[colon - from];
    if (wanted === undefined) return null;
    for (let index = 0; index < wanted.length; index++) {
      const one = wanted[index];
      if (one !== undefined && isNamed(bytes, from, one.name)) return one.field;
    }
    return null;
  }

  #beginStanza(): void {
    if (++this.#stanzas > this.#limits.stanzas) {
      this.#fail(this.#line, `more than ${this.#limits.stanzas} paragraphs`);
    }
    this.#stanza_line = this.#line;
  }

  #endStanza(): void {
    if (this.#stanza_bytes === 0) return;
    this.#field = undefined;
    this.#stanza_bytes = 0;
    this.#fields = 0;
    this.#options.accept(this.#values, this.#stanza_line);
    this.#values.clear();
  }

  #tooLong(): string {
    return `a line of more than ${this.#limits.line_bytes} bytes`;
  }

  #fail(line: number, reason: string): never {
    throw new PackageFileError(this.#options.file, line, reason);
  }
}

/**
 * Whether a name stands at a place. Letters differ from their capitals by one bit, which nothing else in a name shares.
 */
function isNamed(bytes: Uint8Array, from: number, name: Uint8Array): boolean {
  for (let at = 0; at < name.length; at++) {
    if (((bytes[from + at] ?? 0) | 32) !== ((name[at] ?? 0) | 32)) return false;
  }
  return true;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}

function afterBlanks(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && (bytes[at] === SPACE || bytes[at] === TAB)) at++;
  return at;
}

function beforeBlanks(bytes: Uint8Array, from: number, end: number): number {
  let at = end;
  while (at > from && (bytes[at - 1] === SPACE || bytes[at - 1] === TAB)) at--;
  return at;
}
