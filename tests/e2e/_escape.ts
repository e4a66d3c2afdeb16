/**
 * Ways out of a worker, tried inside the very worker: a probe imports its real program and adds one call to it.
 */
import type { LinkProtocol } from "../../src/core/worker_protocol.ts";

/** What a probe answers besides what its worker does. */
export interface EscapeProtocol extends LinkProtocol {
  readonly calls: {
    /** Tries every way out; what was refused, and by what, by the name of the way. */
    readonly escape: { readonly input: EscapeTargets; readonly output: Readonly<Record<string, string>> };
    // The calls of the workers that are probed.
    readonly start: { readonly input: unknown; readonly output: null };
    readonly list: { readonly input: unknown; readonly output: unknown };
    readonly wanted: { readonly input: unknown; readonly output: unknown };
    readonly load: { readonly input: unknown; readonly output: unknown };
    readonly failed: { readonly input: unknown; readonly output: unknown };
    readonly build: { readonly input: unknown; readonly output: unknown };
    readonly history: { readonly input: unknown; readonly output: unknown };
    readonly auditFolder: { readonly input: unknown; readonly output: unknown };
  };
  readonly events: Record<string, unknown>;
}

/** Things on this machine that a worker might reach for. */
export interface EscapeTargets {
  readonly libc: string;
  readonly folder: string;
}

/** `refused` where Deno closed the way, `open`, or what else went wrong. */
export async function tryToEscape({ libc, folder }: EscapeTargets): Promise<Record<string, string>> {
  const ways: Record<string, () => unknown> = {
    "connect by TCP": () => Deno.connect({ hostname: "127.0.0.1", port: 9 }),
    "connect by a Unix socket": () => Deno.connect({ transport: "unix", path: `${folder}/socket` }),
    "connect by node:net": async () => {
      const { connect } = await import("node:net");
      await new Promise((resolve, reject) => connect(9, "127.0.0.1", () => resolve(0)).on("error", reject));
    },
    "listen on TCP": () => Deno.listen({ hostname: "127.0.0.1", port: 0 }),
    "listen on a Unix socket": () => Deno.listen({ transport: "unix", path: `${folder}/listen` }),
    "send a datagram": () => Deno.listenDatagram({ transport: "udp", port: 0 }),
    "fetch": () => fetch("http://127.0.0.1:8090/"),
    "look up a name": () => Deno.resolveDns("localhost", "A"),
    "run a program": () => new Deno.Command("/bin/true").output(),
    "run a program by node:child_process": async () => {
      const { spawnSync } = await import("node:child_process");
      const { error } = spawnSync("/bin/true");
      if (error) throw error;
    },
    "signal a process": () => Deno.kill(Deno.ppid, "SIGCONT"),
    "write a file": () => Deno.writeTextFile(`${folder}/written`, ""),
    "make a temporary file": () => Deno.makeTempFile(),
    "read a file outside": () => Deno.readTextFile(`${folder}/secret`),
    "read by node:fs": async () => (await import("node:fs")).readFileSync(`${folder}/secret`),
    "list a folder outside": () => Array.fromAsync(Deno.readDir(folder)),
    "load a module outside": () => import(`file://${folder}/module.ts`),
    "read the environment": () => Deno.env.get("PATH"),
    "read the host's name": () => Deno.hostname(),
    "bind libc once more": () => Deno.dlopen(libc, { system: { parameters: ["buffer"], result: "i32" } }),
    "bind another library": () => Deno.dlopen(`${folder}/library.so`, {}),
    "make a pointer": () => Deno.UnsafePointer.of(new Uint8Array(8)),
    "start a worker with more": async () => {
      const code = `Deno.readTextFileSync("${folder}/secret"); postMessage("read")`;
      const url = `data:text/javascript,${encodeURIComponent(code)}`;
      const worker = new Worker(url, { type: "module", deno: { permissions: { read: true } } });
      await new Promise((resolve) => worker.onmessage = resolve);
      worker.terminate();
    },
    "remove a file": () => Deno.remove(`${folder}/secret`),
  };
  const results: Record<string, string> = {};
  for (const [name, way] of Object.entries(ways)) {
    try {
      await way();
      results[name] = "open";
    } catch (error) {
      results[name] = isRefused(error) ? "refused" : String(error);
    }
  }
  for (const name of ["net", "run", "write", "env", "ffi", "read", "sys"] as const) {
    const { state } = await Deno.permissions.request({ name });
    results[`ask for ${name}`] = state === "granted" ? "open" : state;
  }
  return results;
}

/** `fetch` and `import` wrap the refusal in an error of their own. */
function isRefused(error: unknown): boolean {
  return error instanceof Deno.errors.NotCapable ||
    (error instanceof TypeError && /Requires \w+ access/.test(`${error.message} ${error.cause}`));
}

/** Adds the call `escape` to the worker this runs in. */
export function answerEscape(): void {
  const scope = globalThis as unknown as Pick<Worker, "onmessage" | "postMessage">;
  const real = scope.onmessage as ((event: MessageEvent) => void) | null;
  scope.onmessage = async (event: MessageEvent) => {
    const message = JSON.parse(event.data);
    if (message.name !== "escape") return real?.(event);
    const output = await tryToEscape(message.input);
    scope.postMessage(JSON.stringify({ type: "output", id: message.id, output }));
  };
}
