import { removeIfThere } from "./absent.ts";

/** A way to one Unix datagram socket (unix(7)). */
export interface DatagramSender extends Disposable {
  /**
   * Sends after everything sent before. Resolves when the kernel has taken it; rejects when nobody listens there, or
   * the datagram is too long.
   */
  send(bytes: Uint8Array): Promise<void>;
}

/**
 * Opens the way at the first datagram.
 * @param to Path of the socket.
 * @param bind_path A path that this process may bind for a moment: Deno's datagram sockets have a name.
 */
export function datagramSender(to: string, bind_path: string): DatagramSender {
  let own: Deno.DatagramConn | undefined;
  let last: Promise<unknown> = Promise.resolve();
  // One at a time: Deno refuses to send while another datagram waits for its place.
  const post = async (bytes: Uint8Array): Promise<void> => {
    own ??= bind(bind_path);
    await own.send(bytes, { transport: "unixpacket", path: to });
  };
  return {
    send: (bytes) => {
      const sent = last.then(() => post(bytes));
      last = sent.catch(() => {});
      return sent;
    },
    [Symbol.dispose]: () => own?.close(),
  };
}

/** Nobody answers, so the name can go at once and nothing is ever left behind. */
function bind(path: string): Deno.DatagramConn {
  removeIfThere(path);
  const socket = Deno.listenDatagram({ transport: "unixpacket", path });
  removeIfThere(path);
  return socket;
}
