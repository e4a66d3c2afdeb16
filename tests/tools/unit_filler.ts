/**
 * Fills the daemon's memory up as clients can: very many at once, each with a request of almost the size that is
 * taken and never complete, over and over. Ends when the daemon does.
 */
const CLIENTS = 2000;
const SOCKET = "/run/cortex/cortex.sock";
const request = new TextEncoder().encode(`{"method":"ping","params":{"filler":"${"a".repeat(65_000)}`);

async function fill(): Promise<void> {
  try {
    using connection = await Deno.connect({ transport: "unix", path: SOCKET });
    for (let sent = 0; sent < request.length;) sent += await connection.write(request.subarray(sent));
    await connection.read(new Uint8Array(1024));
  } catch {
    // The daemon has ended, which is what this is for, or it has cut this one off.
  }
}

/** The socket of a daemon that was killed is still there, and nobody listens. */
async function isThere(): Promise<boolean> {
  try {
    (await Deno.connect({ transport: "unix", path: SOCKET })).close();
    return true;
  } catch {
    return false;
  }
}

while (await isThere()) await Promise.all(Array.from({ length: CLIENTS }, fill));
