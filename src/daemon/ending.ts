/** How a daemon comes to its end. */
export interface Ending {
  /** Fulfils once it is to end, with the reason. */
  readonly told: Promise<string>;
  /** Aborts then. */
  readonly signal: AbortSignal;
  /** The process that takes its place. */
  readonly successor: number | undefined;
  /** The part that hangs, and ends only with the process. */
  readonly hung_part: string | undefined;
  stop(reason: string): void;
  handOver(pid: number): void;
  hang(part: string, reason: string): void;
}

/** Has no reason to end yet. The first one counts. */
export function createEnding(): Ending {
  const reason = Promise.withResolvers<string>();
  const aborting = new AbortController();
  let successor: number | undefined;
  let hung_part: string | undefined;
  const stop = (why: string): void => {
    reason.resolve(why);
    aborting.abort();
  };
  return {
    told: reason.promise,
    signal: aborting.signal,
    get successor() {
      return successor;
    },
    get hung_part() {
      return hung_part;
    },
    stop,
    handOver: (pid) => {
      successor = pid;
      stop(`process ${pid} takes its place`);
    },
    hang: (part, why) => {
      hung_part = part;
      stop(why);
    },
  };
}
