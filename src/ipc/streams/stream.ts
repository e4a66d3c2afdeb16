/** A stream and where it began. */
export interface OpenStream {
  readonly body: ReadableStream<Uint8Array>;
  /** Number of the item after which it begins; null where items have none. */
  readonly cursor: number | null;
  /** Resolves when the daemon has ended it; its last bytes may wait for the client. */
  readonly ended: Promise<void>;
}
