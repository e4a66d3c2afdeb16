/** What the raw socket needs of a connection. */
export type Conn = Pick<Deno.Conn, "read" | "write" | "close" | "closeWrite">;

/** How much a client that was refused may still send before it is cut off, bytes. */
const LINGER_BYTES = 1_048_576;

/**
 * Ends our side and reads on until the client ends its own: a client that is still sending would otherwise lose
 * the reply to a broken pipe. The caller bounds the time by closing the connection.
 */
export async function linger(conn: Conn): Promise<void> {
  await conn.closeWrite();
  const waste = new Uint8Array(16_384);
  for (let left = LINGER_BYTES; left > 0;) {
    const count = await conn.read(waste);
    if (count === null) return;
    left -= count;
  }
}

/** Writes all of it, in as many parts as the socket takes. */
export async function writeAll(conn: Conn, bytes: Uint8Array): Promise<void> {
  let written = await conn.write(bytes);
  while (written < bytes.length) written += await conn.write(bytes.subarray(written));
}

/** Closes a connection that may be closed already. */
export function closeQuietly(conn: Conn): void {
  try {
    conn.close();
  } catch {
    // It is closed: the client, a timer and the loop may all have had that wish.
  }
}
