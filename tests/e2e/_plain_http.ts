/** Time for one answer, milliseconds: what a hand-over takes at most, many times over. */
const ANSWER_MS = 30_000;

/** Waits for an exchange on a connection, which is closed when that takes too long. */
export async function withoutHanging<T>(connection: Deno.UnixConn, run: () => Promise<T>): Promise<T> {
  const late = setTimeout(() => connection.close(), ANSWER_MS);
  try {
    return await run();
  } finally {
    clearTimeout(late);
  }
}

/**
 * An HTTP/1.1 client that does as the protocol says and nothing more: it keeps its connection until a reply says
 * `connection: close`, and tries nothing twice. Whatever is lost, it notices.
 */
export class PlainHttp implements Disposable {
  readonly #path: string;
  readonly #buffer = new Uint8Array(1 << 20);
  #connection: Deno.UnixConn | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** Status and body. Fails when the connection ends before the reply does. */
  async get(target: string): Promise<{ readonly status: number; readonly body: string }> {
    const connection = this.#connection ??= await Deno.connect({ transport: "unix", path: this.#path });
    try {
      const { head, body } = await withoutHanging(connection, async () => {
        await connection.write(new TextEncoder().encode(`GET ${target} HTTP/1.1\r\nhost: cortex\r\n\r\n`));
        return await this.#read(connection);
      });
      if (/^connection: close\r?$/im.test(head)) this[Symbol.dispose]();
      return { status: Number(head.split(" ")[1]), body };
    } catch (error) {
      this[Symbol.dispose]();
      throw error;
    }
  }

  [Symbol.dispose](): void {
    try {
      this.#connection?.close();
    } catch {
      // It took too long and is closed already.
    }
    this.#connection = undefined;
  }

  async #read(connection: Deno.UnixConn): Promise<{ readonly head: string; readonly body: string }> {
    const decoder = new TextDecoder();
    for (let filled = 0;;) {
      const count = await connection.read(this.#buffer.subarray(filled));
      if (count === null) throw new Error(`The connection ended after ${filled} bytes of the reply`);
      filled += count;
      const text = decoder.decode(this.#buffer.subarray(0, Math.min(filled, 4096)));
      const end = text.indexOf("\r\n\r\n");
      const length = /^content-length: (\d+)/im.exec(text)?.[1];
      if (end < 0 || length === undefined || filled < end + 4 + Number(length)) continue;
      const body = decoder.decode(this.#buffer.subarray(end + 4, filled));
      return { head: text.slice(0, end + 2), body };
    }
  }
}
