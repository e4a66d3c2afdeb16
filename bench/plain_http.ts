import { httpGet } from "./measure.ts";

const encoder = new TextEncoder();

/** One connection that stays open, without what fetch adds to the time of an answer. */
export class PlainHttp implements Disposable {
  readonly #connection: Deno.UnixConn;
  readonly #buffer = new Uint8Array(1 << 20);

  private constructor(connection: Deno.UnixConn) {
    this.#connection = connection;
  }

  /** Connects to a socket. */
  static async open(path: string): Promise<PlainHttp> {
    return new PlainHttp(await Deno.connect({ transport: "unix", path }));
  }

  /** GETs a path; how long its answer took, milliseconds. */
  get(path: string): Promise<number> {
    return this.ask(encoder.encode(httpGet(path)));
  }

  /** Sends a request as it is given and reads its whole answer; how long that took, milliseconds. */
  async ask(request: Uint8Array): Promise<number> {
    const started = performance.now();
    await this.#connection.write(request);
    let filled = 0;
    let expected: number | undefined;
    do {
      const got = await this.#connection.read(this.#buffer.subarray(filled));
      if (got === null) throw new Error("The server closed the connection");
      filled += got;
      expected ??= replyLength(this.#buffer.subarray(0, filled));
    } while (expected === undefined || filled < expected);
    return performance.now() - started;
  }

  [Symbol.dispose](): void {
    this.#connection.close();
  }
}

/** Length of a reply's head and body, once the whole head is there. */
function replyLength(bytes: Uint8Array): number | undefined {
  const head = new TextDecoder().decode(bytes.subarray(0, 2048));
  const end = head.indexOf("\r\n\r\n");
  const length = /content-length: (\d+)/i.exec(head)?.[1];
  return end < 0 || length === undefined ? undefined : end + 4 + Number(length);
}
