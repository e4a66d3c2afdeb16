import { isThere } from "../core/absent.ts";

/**
 * The marker of a clean stop, `cortex.db.clean` beside the database: size and time of change of the file as they
 * were when it was closed. If they still are, and no write-ahead log is left, nobody touched it since.
 */
function markerOf(path: string): string {
  return `${path}.clean`;
}

function stateOf(path: string): string {
  const { size, mtime } = Deno.statSync(path);
  return `${size} ${mtime?.getTime() ?? 0}\n`;
}

/** Leaves the marker, after the database was closed. */
export function leaveMarker(path: string): void {
  try {
    Deno.writeTextFileSync(markerOf(path), stateOf(path), { mode: 0o600 });
  } catch {
    // Without it the next start only checks more than it had to.
  }
}

/** Takes the marker away before the database is opened; whether the stop before was a clean one. */
export function takeMarker(path: string): boolean {
  try {
    const left = Deno.readTextFileSync(markerOf(path));
    Deno.removeSync(markerOf(path));
    return left === stateOf(path) && !isThere(`${path}-wal`);
  } catch {
    return false;
  }
}
