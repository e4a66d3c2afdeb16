import { lstat } from "node:fs/promises";
import { connect } from "node:net";
import process from "node:process";
import { CortexError } from "../contract/wire.ts";
import type { Runtime, Transport } from "./runtime.ts";

/** What of undici is used: Node's own fetch takes no Unix socket without it. */
interface Undici {
  readonly Agent: new (options: { connect: { socketPath: string } }) => Dispatcher;
  fetch(address: string, init: RequestInit & { dispatcher: Dispatcher }): Promise<Response>;
}

interface Dispatcher {
  destroy(): Promise<void>;
}

/** Node from version 20 on, with the package undici. Fails with UNAVAILABLE where that is not installed. */
export async function nodeRuntime(): Promise<Runtime> {
  const undici = await loadUndici();
  return {
    user: {
      env: (name) => process.env[name],
      uid: () => process.getuid?.(),
      cwd: () => process.cwd(),
    },
    mayRequest: () => Promise.resolve(true),
    inspectFolder: async (path) => {
      const facts = await lstat(path);
      return { is_folder: facts.isDirectory(), uid: facts.uid, mode: facts.mode };
    },
    touch,
    openTransport: (socket) => openTransport(undici, socket),
  };
}

/** Not a static import: under Deno, and in its graph of modules, there is no such package. */
async function loadUndici(): Promise<Undici> {
  const name: string = "undici";
  try {
    return await import(name) as Undici;
  } catch (cause) {
    throw new CortexError(
      "UNAVAILABLE",
      'Cannot reach the daemon from Node: the package "undici" is missing; run npm install undici',
      { cause },
    );
  }
}

function touch(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve();
    });
    socket.on("error", reject);
  });
}

function openTransport({ Agent, fetch }: Undici, socket: string): Transport {
  const dispatcher = new Agent({ connect: { socketPath: socket } });
  return {
    fetch: (address, init) => fetch(address, { ...init, dispatcher }),
    // Nobody waits for connections that are let go, and what they carried has failed by then.
    close: () => void dispatcher.destroy().catch(() => {}),
  };
}
