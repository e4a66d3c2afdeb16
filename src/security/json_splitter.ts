import { FeedError } from "./feed_error.ts";

/** How to cut a JSON text into values. */
export interface JsonSplitterOptions {
  /** Name for errors. */
  readonly file: string;
  /**
   * How many keys lead to the values wanted: 2 for the values of objects in an object. `elements`: those of the
   * array that the text is, or, where it is none, each of the values that follow one another.
   */
  readonly depth: number | "elements";
  /** Gets each value with the keys that lead to it (an empty one for an element) and the line it ends in. */
  readonly accept: (path: readonly string[], value: unknown, line: number) => void;
}

/** Largest value that is taken whole, bytes: the longest real advisories have a few hundred thousand. */
export const MAX_VALUE_BYTES = 4_194_304;
/** Longest key above those values, bytes. */
const MAX_KEY_BYTES = 1_024;
/** Deepest value: real ones have less than ten levels. */
const MAX_NESTING = 64;

const [TAB, NEWLINE, RETURN, SPACE, QUOTE, COMMA, COLON, BACKSLASH] = [9, 10, 13, 32, 34, 44, 58, 92];
const [ARRAY, ARRAY_END, OBJECT, OBJECT_END] = [91, 93, 123, 125];
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** What must or may come next. */
type Phase = "value" | "taking" | "key" | "in-key" | "colon" | "after" | "end";

/**
 * Cuts a JSON text of any length into values as its bytes come, so that no more than one value is in memory.
 * `push` and `end` throw {@link FeedError}; after that the splitter is of no more use.
 */
export class JsonSplitter {
  readonly #options: JsonSplitterOptions;
  /** undefined until the first byte tells whether the text is an array. */
  #depth: number | undefined;
  #phase: Phase = "value";
  #line = 1;
  /** Ends of the containers that are open, outermost first, and the key at hand in each. */
  readonly #ends: number[] = [];
  readonly #path: string[] = [];
  /** Whether the container at hand may end here: nothing stands in it yet. */
  #may_end = false;
  /** Bytes of the key or value at hand from chunks before this. */
  #parts: Uint8Array[] = [];
  #part_bytes = 0;
  /** Where in the value at hand the last chunk ended. */
  #nesting = 0;
  #in_string = false;
  #escaped = false;

  constructor(options: JsonSplitterOptions) {
    this.#options = options;
    this.#depth = options.depth === "elements" ? undefined : options.depth;
  }

  /** Takes the next bytes of the text. */
  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length;) {
      if (this.#phase === "taking") at = this.#take(chunk, at, MAX_VALUE_BYTES);
      else if (this.#phase === "in-key") at = this.#take(chunk, at, MAX_KEY_BYTES);
      else at = this.#structure(chunk, at);
    }
  }

  /** The text has ended. */
  end(): void {
    const bare = this.#nesting === 0 && !this.#in_string;
    if (this.#phase === "taking" && this.#depth === 0 && bare) this.#finish(new Uint8Array(0));
    if (this.#phase !== "end" && !(this.#phase === "value" && this.#depth === 0)) {
      this.#fail("it ends too early");
    }
  }

  /** Looks at one byte between keys and values; gives where to go on: at the byte itself where one begins. */
  #structure(chunk: Uint8Array, at: number): number {
    const byte = chunk[at] ?? SPACE;
    if (byte === NEWLINE) this.#line++;
    if (byte === SPACE || byte === NEWLINE || byte === TAB || byte === RETURN) return at + 1;
    const closes = byte === this.#ends.at(-1) && (this.#phase === "after" || this.#may_end);
    if (closes) this.#close();
    else if (this.#phase === "value") return this.#beginValue(byte) ? at : at + 1;
    else if (this.#phase === "key") {
      if (byte !== QUOTE) this.#fail("a key is missing");
      this.#phase = "in-key";
      return at;
    } else if (this.#phase === "colon") {
      if (byte !== COLON) this.#fail("a colon is missing");
      [this.#phase, this.#may_end] = ["value", false];
    } else if (this.#phase === "after") {
      if (byte !== COMMA) this.#fail("a comma is missing");
      [this.#phase, this.#may_end] = [this.#inner(), false];
    } else this.#fail("something follows its end");
    return at + 1;
  }

  /** A value begins: it is taken where enough keys lead to it (then true), and entered above that. */
  #beginValue(byte: number): boolean {
    this.#depth ??= byte === ARRAY ? 1 : 0;
    if (this.#ends.length === this.#depth) {
      if (byte === COMMA || byte === COLON || byte === OBJECT_END || byte === ARRAY_END) {
        this.#fail("a value is missing");
      }
      this.#phase = "taking";
      return true;
    }
    if (byte !== OBJECT && byte !== ARRAY) this.#fail("an object is missing");
    this.#ends.push(byte === OBJECT ? OBJECT_END : ARRAY_END);
    this.#path.push("");
    [this.#phase, this.#may_end] = [this.#inner(), true];
    return false;
  }

  /** What begins the next member of the container at hand. */
  #inner(): Phase {
    return this.#ends.at(-1) === OBJECT_END ? "key" : "value";
  }

  #close(): void {
    this.#ends.pop();
    this.#path.pop();
    [this.#phase, this.#may_end] = [this.#ends.length === 0 ? "end" : "after", false];
  }

  /** Takes as much of the key or value at hand as the chunk has; gives where it ends. */
  #take(chunk: Uint8Array, from: number, limit: number): number {
    const end = this.#valueEnd(chunk, from);
    const part = chunk.subarray(from, end ?? chunk.length);
    if (this.#part_bytes + part.length > limit) this.#fail(`a value of more than ${limit} bytes`);
    if (end !== undefined) {
      this.#finish(part);
      return end;
    }
    this.#part_bytes += part.length;
    this.#parts.push(part.slice());
    return chunk.length;
  }

  /** Where the key or value at hand ends, exclusive; undefined: not in this chunk. The hot loop of a feed. */
  #valueEnd(chunk: Uint8Array, from: number): number | undefined {
    let [nesting, in_string, escaped] = [this.#nesting, this.#in_string, this.#escaped];
    let end: number | undefined;
    for (let at = from; at < chunk.length && end === undefined; at++) {
      const byte = chunk[at] ?? 0;
      if (in_string) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) {
          in_string = false;
          if (nesting === 0) end = at + 1;
        }
      } else if (byte === QUOTE) in_string = true;
      else if (byte === OBJECT || byte === ARRAY) {
        if (++nesting > MAX_NESTING) this.#fail(`more than ${MAX_NESTING} values in one another`);
      } else if (byte === OBJECT_END || byte === ARRAY_END) {
        if (nesting === 0) end = at;
        else if (--nesting === 0) end = at + 1;
      } else if (nesting === 0 && (byte <= SPACE || byte === COMMA)) end = at;
      else if (byte === NEWLINE) this.#line++;
    }
    [this.#nesting, this.#in_string, this.#escaped] = [nesting, in_string, escaped];
    return end;
  }

  #finish(last: Uint8Array): void {
    if (this.#phase === "in-key") {
      this.#path[this.#ends.length - 1] = String(this.#parsed(last));
      this.#phase = "colon";
    } else {
      this.#phase = this.#ends.length === 0 ? "value" : "after";
      this.#options.accept(this.#path, this.#parsed(last), this.#line);
    }
    [this.#parts, this.#part_bytes] = [[], 0];
  }

  #parsed(last: Uint8Array): unknown {
    try {
      return JSON.parse(utf8.decode(this.#parts.length === 0 ? last : joined([...this.#parts, last])));
    } catch {
      this.#fail("a value that is not JSON");
    }
  }

  #fail(reason: string): never {
    throw new FeedError(this.#options.file, this.#line, reason);
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
