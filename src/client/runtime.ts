import type { User } from "./places.ts";

/** What a client has of the runtime that it stands in. */
export interface Runtime {
  readonly user: User;
  /** Whether a folder is one, and whose; no link is followed. Fails with an error that has a `code` of errno(3). */
  inspectFolder(path: string): Promise<FolderFacts>;
  /** Connects to a Unix socket and leaves again. Fails with an error that has a `code` of errno(3). */
  touch(path: string): Promise<void>;
  /** Whether requests may be sent to a socket that accepts; a user may be asked. */
  mayRequest(): Promise<boolean>;
  /** HTTP on a Unix socket. */
  openTransport(socket: string): Transport;
}

/** What is asked of a folder in a world-writable one. */
export interface FolderFacts {
  readonly is_folder: boolean;
  readonly uid: number | null;
  /** Permission bits (inode(7)). */
  readonly mode: number;
}

/** HTTP on one socket, connections kept. */
export interface Transport {
  /** As the global `fetch`; the host in the address is made up. */
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
  /** Lets the connections go. */
  close(): void;
}
