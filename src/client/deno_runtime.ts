import { mayRequest, thisUser } from "./permissions.ts";
import type { Runtime } from "./runtime.ts";

/** Deno: each step needs its permission, see `permissionFlags`. */
export const denoRuntime: Runtime = {
  user: thisUser,
  mayRequest,
  inspectFolder: async (path) => {
    const { isDirectory, uid, mode } = await Deno.lstat(path);
    return { is_folder: isDirectory, uid, mode: mode ?? 0 };
  },
  touch: async (path) => {
    const connection = await Deno.connect({ transport: "unix", path });
    connection.close();
  },
  openTransport: (socket) => {
    const client = Deno.createHttpClient({ proxy: { transport: "unix", path: socket } });
    return {
      fetch: (address, init) => fetch(address, { ...init, client }),
      close: () => client.close(),
    };
  },
};
