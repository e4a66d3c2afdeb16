/** The part of a `Worker` that a link uses. */
export interface WorkerPort {
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: string): void;
  terminate(): void;
}

/** A module worker with exactly these permissions; what is not named is refused. */
export function spawnWorker(url: URL, name: string, permissions: Deno.PermissionOptionsObject): WorkerPort {
  const nothing = { env: false, ffi: false, import: false, net: false, read: false, run: false, sys: false };
  return new Worker(url.href, {
    type: "module",
    name,
    deno: { permissions: { ...nothing, write: false, ...permissions } },
  });
}
