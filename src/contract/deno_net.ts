/**
 * Whether this version of Deno asks for a `net` permission by `unix:PATH` before it uses a Unix socket: from 2.9 on.
 * Before that reading and writing the path was enough, and the flag is an error.
 */
export function asksForUnixSockets(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 2 || (major === 2 && minor >= 9);
}
