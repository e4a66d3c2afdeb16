/** The yardstick for the raw socket: one read, one answer of the given text, close. `echo.ts SOCKET BODY`. */
const [path = "", body = ""] = Deno.args;
const reply = new TextEncoder().encode(body);

async function answer(connection: Deno.UnixConn): Promise<void> {
  try {
    await connection.read(new Uint8Array(65_536));
    await connection.write(reply);
  } finally {
    connection.close();
  }
}

for await (const connection of Deno.listen({ transport: "unix", path })) {
  answer(connection).catch(() => {});
}
