/** The longest id that is taken over from a client. */
const MAX_LENGTH = 128;

/** Visible ASCII and blanks: what is safe in a header, a log line and a JSON text alike. */
const PRINTABLE = /^[\x20-\x7e]+$/;

/**
 * Ids of requests: a few random characters that tell one life of the daemon from the next, then a count. Cheap on
 * purpose: every reply carries one.
 */
export class RequestIds {
  readonly #prefix: string;
  #count = 0;

  /** @param prefix What all ids begin with. Short: text of at most 12 characters is copied, not chained. */
  constructor(prefix = randomPrefix()) {
    this.#prefix = prefix;
  }

  /** A new id. */
  next(): string {
    return this.#prefix + (++this.#count);
  }

  /** The id of an HTTP request: the client's own where it is fit to be sent on, else a new one. */
  of(request: Request): string {
    const given = request.headers.get("x-request-id");
    return given !== null && isRequestId(given) ? given : this.next();
  }
}

/** Whether a client's id may be taken over: printable ASCII, 1 to 128 characters. */
function isRequestId(text: string): boolean {
  return text.length <= MAX_LENGTH && PRINTABLE.test(text);
}

function randomPrefix(): string {
  return [...crypto.getRandomValues(new Uint8Array(4))].map((byte) => (byte % 36).toString(36)).join("") +
    "-";
}
