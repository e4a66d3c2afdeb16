import { CortexError } from "../contract/wire.ts";

/** The part of a `Worker` that a link uses. */
export interface WorkerPort {
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: string): void;
  terminate(): void;
}

/**
 * A module worker with exactly these permissions; what is not named is refused. Throws PERMISSION_DENIED where the
 * process itself may do less than that.
 */
export function spawnWorker(url: URL, name: string, permissions: Deno.PermissionOptionsObject): WorkerPort {
  const nothing = { env: false, ffi: false, import: false, net: false, read: false, run: false, sys: false };
  try {
    return new Worker(url.href, {
      type: "module",
      name,
      deno: { permissions: { ...nothing, write: false, ...permissions } },
    });
  } catch (thrown) {
    if (!(thrown instanceof Deno.errors.NotCapable)) throw thrown;
    throw new CortexError(
      "PERMISSION_DENIED",
      `Cannot start the worker "${name}": the daemon lacks a permission that its configuration asks for, see ` +
        `"Permission differs" in its log; \`deno task start\` gives what is configured, a compiled daemon has what ` +
        "it was made with",
      { cause: thrown },
    );
  }
}
