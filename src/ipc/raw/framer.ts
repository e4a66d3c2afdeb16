import { CortexError } from "../../contract/mod.ts";
import { tooLarge } from "../too_large.ts";
import { JsonScanner } from "./json_scanner.ts";

const TAB = 0x09;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const BLANK = 0x20;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** What stands behind a value: a newline, nothing so far, or something else. */
export type End = "newline" | "nothing" | "more";

/** A JSON object or array that has arrived, or the reason why what arrived is none. */
export type Frame = Received | { readonly error: CortexError };

/** A JSON object or array. */
export interface Received {
  readonly value: object;
  readonly end: End;
  /** Its size, without what stands behind it. */
  readonly bytes: number;
}

/** Bytes a connection begins with: most requests fit. */
const FIRST_BYTES = 1024;

/** How many buffers of that size are kept for the connections to come. */
const KEPT_BUFFERS = 64;

const kept: Uint8Array<ArrayBuffer>[] = [];
const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * Cuts a stream of bytes into JSON values without any framing but their own brackets: a value may come in any
 * number of writes, and one write may hold several.
 */
export class Framer {
  readonly #config: () => { readonly max_request_bytes: number };
  readonly #scanner = new JsonScanner();
  #bytes = kept.pop() ?? new Uint8Array(FIRST_BYTES);
  /** Where the next value begins, how far it was scanned, and where the bytes end. */
  #start = 0;
  #scanned = 0;
  #end = 0;
  #skipping = false;

  constructor(config: () => { readonly max_request_bytes: number }) {
    this.#config = config;
  }

  /** Whether something is there that no frame has taken. */
  get begun(): boolean {
    return this.#end > this.#start;
  }

  /** Room for more bytes; {@link filled} says how many came. */
  space(): Uint8Array<ArrayBuffer> {
    if (this.#start === this.#end) this.#empty();
    if (this.#end === this.#bytes.length) this.#makeRoom();
    return this.#bytes.subarray(this.#end);
  }

  filled(count: number): void {
    this.#end += count;
  }

  /** The next value; undefined when it has not arrived completely. */
  next(): Frame | undefined {
    if (this.#skipping) this.#skipLine();
    this.#skipBlanks();
    if (!this.begun) return undefined;
    const first = this.#bytes[this.#start];
    if (first !== OPEN_BRACE && first !== OPEN_BRACKET) {
      return this.#bad(notJson("it is not a JSON object"));
    }
    if (this.#scanned === 0) {
      const whole = this.#whole();
      if (whole !== undefined) return whole;
    }
    const end = this.#scanner.scan(this.#bytes, this.#scanned, this.#end);
    this.#scanned = this.#end;
    const { max_request_bytes } = this.#config();
    if ((end === -1 ? this.#end : end) - this.#start > max_request_bytes) {
      return this.#bad(tooLarge(max_request_bytes));
    }
    return end === -1 ? undefined : this.#take(end);
  }

  /** What stands behind the value taken last; its newline is taken too. */
  end(): End {
    while (this.#start < this.#end) {
      const byte = this.#bytes[this.#start];
      if (byte !== BLANK && byte !== TAB && byte !== RETURN && byte !== NEWLINE) return "more";
      this.#scanned = ++this.#start;
      if (byte === NEWLINE) return "newline";
    }
    return "nothing";
  }

  /** Gives the buffer back. Not while something still reads into it. */
  release(): void {
    if (this.#bytes.length === FIRST_BYTES && kept.length < KEPT_BUFFERS) kept.push(this.#bytes);
  }

  /** The short way, tried once: all that is there is one value. */
  #whole(): Frame | undefined {
    let last = this.#end - 1;
    while (isBlank(this.#bytes[last])) last--;
    const byte = this.#bytes[last];
    const end = last + 1;
    if (
      (byte !== CLOSE_BRACE && byte !== CLOSE_BRACKET) || end - this.#start > this.#config().max_request_bytes
    ) {
      return undefined;
    }
    try {
      const value: object = JSON.parse(decoder.decode(this.#bytes.subarray(this.#start, end)));
      const bytes = end - this.#start;
      this.#start = this.#scanned = end;
      return { value, end: this.end(), bytes };
    } catch {
      return undefined;
    }
  }

  /** The value that ends before an index. */
  #take(end: number): Frame {
    try {
      const value: object = JSON.parse(decoder.decode(this.#bytes.subarray(this.#start, end)));
      const bytes = end - this.#start;
      this.#start = this.#scanned = end;
      return { value, end: this.end(), bytes };
    } catch {
      return this.#bad(notJson("it is not valid JSON"));
    }
  }

  /** Gives up what is there to the end of its line, wherever that comes. */
  #bad(error: CortexError): Frame {
    this.#scanner.reset();
    this.#skipping = true;
    this.#skipLine();
    return { error };
  }

  #skipLine(): void {
    const newline = this.#bytes.subarray(0, this.#end).indexOf(NEWLINE, this.#start);
    this.#skipping = newline === -1;
    this.#start = this.#scanned = newline === -1 ? this.#end : newline + 1;
  }

  #skipBlanks(): void {
    while (this.#start < this.#end && isBlank(this.#bytes[this.#start])) this.#start++;
    if (this.#scanned < this.#start) this.#scanned = this.#start;
  }

  /** Begins at the front again, and lets go of what a long value needed. */
  #empty(): void {
    this.#start = this.#scanned = this.#end = 0;
    if (this.#bytes.length > FIRST_BYTES) this.#bytes = new Uint8Array(FIRST_BYTES);
  }

  #makeRoom(): void {
    const used = this.#end - this.#start;
    const target = used > this.#bytes.length / 2 ? new Uint8Array(this.#bytes.length * 2) : this.#bytes;
    target.set(this.#bytes.subarray(this.#start, this.#end));
    this.#bytes = target;
    this.#scanned -= this.#start;
    this.#start = 0;
    this.#end = used;
  }
}

function isBlank(byte: number | undefined): boolean {
  return byte === BLANK || byte === NEWLINE || byte === RETURN || byte === TAB;
}

function notJson(state: string): CortexError {
  return new CortexError("PARSE_ERROR", `Cannot read the request: ${state}`);
}
