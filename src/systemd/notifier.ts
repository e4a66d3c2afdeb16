import { datagramSender } from "../core/datagram.ts";
import type { ManagerSettings } from "./environment.ts";
import { messageOf } from "../core/message_of.ts";

/**
 * Messages to the service manager (sd_notify(3)), sent in the order of the calls. The promises never reject: they
 * end when the message is out, or cannot be sent, which is told once.
 */
export interface Notifier extends Disposable {
  /** Everything answers. */
  ready(status: string): Promise<void>;
  /** One line for `systemctl status`; not sent again while it is the same. */
  status(text: string): Promise<void>;
  /** A reload begins. `monotonic_usec` is CLOCK_MONOTONIC, microseconds; null where it is not known. */
  reloading(monotonic_usec: number | null): Promise<void>;
  /** The end begins. */
  stopping(status: string): Promise<void>;
  /** A sign of life. */
  alive(): Promise<void>;
  /** Starting or stopping may take this much longer from now on, milliseconds. */
  extend(timeout_ms: number, status: string): Promise<void>;
  /** Another process is the service from now on: a hand-over. */
  handOver(pid: number): Promise<void>;
}

/** What {@link openNotifier} takes. */
export interface NotifierOptions {
  readonly settings: Pick<ManagerSettings, "socket" | "unreachable">;
  /** A path that this process may bind for a moment: Deno's datagram sockets have a name. */
  readonly bind_path: string;
  /** Told once when the service manager cannot be reached. */
  onFault(message: string): void;
}

/** Opens the way to the service manager; one that does nothing where none listens. */
export function openNotifier({ settings, bind_path, onFault }: NotifierOptions): Notifier {
  const { socket, unreachable } = settings;
  const fault = (address: string, why: string) =>
    onFault(`Cannot tell the service manager anything at "${address}": ${why}`);
  if (unreachable !== null) fault(unreachable, "only a socket at a path can be reached");
  if (socket === null) return messages(() => Promise.resolve());

  const encoder = new TextEncoder();
  const way = datagramSender(socket, bind_path);
  let told = false;
  const post = async (lines: readonly string[]): Promise<void> => {
    try {
      await way.send(encoder.encode(lines.join("\n")));
    } catch (error) {
      if (!told) fault(socket, messageOf(error));
      told = true;
    }
  };
  return messages(post, () => way[Symbol.dispose]());
}

function messages(send: (lines: readonly string[]) => Promise<void>, close: () => void = () => {}): Notifier {
  let shown = "";
  const status = (text: string): string => {
    shown = text;
    return `STATUS=${text.replaceAll(/\s+/g, " ")}`;
  };
  return {
    ready: (text) => send(["READY=1", status(text)]),
    status: (text) => text === shown ? Promise.resolve() : send([status(text)]),
    reloading: (usec) =>
      send(["RELOADING=1", ...(usec === null ? [] : [`MONOTONIC_USEC=${Math.ceil(usec)}`])]),
    stopping: (text) => send(["STOPPING=1", status(text)]),
    alive: () => send(["WATCHDOG=1"]),
    extend: (ms, text) => send([`EXTEND_TIMEOUT_USEC=${Math.ceil(ms * 1000)}`, status(text)]),
    handOver: (pid) => send([`MAINPID=${pid}`]),
    [Symbol.dispose]: close,
  };
}
