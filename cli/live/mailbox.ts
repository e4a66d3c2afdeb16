/** What has happened and was not looked at yet, in order. */
export interface Mailbox<T> {
  readonly put: (message: T) => void;
  /** The next one, when it is there. One reader at a time. */
  next(): Promise<T>;
}

/** A mailbox without a bound: its writers are a person and two timers. */
export function createMailbox<T>(): Mailbox<T> {
  const messages: T[] = [];
  let arrived = Promise.withResolvers<void>();
  return {
    put: (message) => {
      messages.push(message);
      arrived.resolve();
    },
    next: async () => {
      await arrived.promise;
      const message = messages.shift() as T;
      if (messages.length === 0) arrived = Promise.withResolvers();
      return message;
    },
  };
}
