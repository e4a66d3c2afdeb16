import { CortexError } from "../contract/wire.ts";
import type { Clock } from "../core/clock.ts";
import type { Sleep } from "../core/sleep.ts";

/** Somebody is waiting for an answer, or nobody is. */
export type Priority = "interactive" | "background";

/** What {@link createQueue} takes. */
export interface QueueOptions {
  /** How many may wait; read anew each time, so that a reload takes hold. */
  depth(): number;
  readonly clock: Clock;
  readonly sleep: Sleep;
}

/** What the one who waits wants. */
export interface WaitOptions {
  readonly priority: Priority;
  /** Gives the place up. */
  readonly signal: AbortSignal;
  /** How long a place is waited in; when that is over, a second time at the end of the line. */
  readonly wait_ms: number;
  /** Told how many are before this one, whenever that changes. */
  onPosition?(before: number): void;
}

/** A turn; whoever has it disposes it. */
export type Turn = Disposable;

/** A line in which one at a time has its turn: first those whom somebody waits for, then by their coming. */
export interface Queue {
  readonly waiting: number;
  readonly busy: boolean;
  /** Waits for a turn. Throws BUSY when too many wait, CANCELLED, TIMEOUT after the second time. */
  enter(options: WaitOptions): Promise<Turn>;
  /** Refuses all who wait. */
  refuse(reason: () => Error): void;
}

interface Place extends WaitOptions {
  readonly turn: PromiseWithResolvers<Turn>;
  told: number;
}

/** Turns whose length says how long the next ones will take. */
const RECENT_TURNS = 8;

/** A line in which nobody waits. */
export function createQueue({ depth, clock, sleep }: QueueOptions): Queue {
  const line: Place[] = [];
  let busy = false;
  let recent_ms: number[] = [];

  const tellAll = (): void =>
    line.forEach((place, index) => {
      const before = index + (busy ? 1 : 0);
      if (place.told !== before) place.onPosition?.(place.told = before);
    });

  const insert = (place: Place): void => {
    const first = place.priority === "background" ? -1 : line.findIndex(isBackground);
    line.splice(first < 0 ? line.length : first, 0, place);
    tellAll();
  };

  const remove = (place: Place): boolean => {
    const index = line.indexOf(place);
    if (index < 0) return false;
    line.splice(index, 1);
    tellAll();
    return true;
  };

  const begin = (): Turn => {
    busy = true;
    const begun_ms = clock.steady();
    let over = false;
    return {
      [Symbol.dispose]: () => {
        if (over) return;
        over = true;
        recent_ms = [...recent_ms, clock.steady() - begun_ms].slice(-RECENT_TURNS);
        busy = false;
        next();
      },
    };
  };

  const next = (): void => {
    const place = busy ? undefined : line.shift();
    place?.turn.resolve(begin());
    tellAll();
  };

  /** Moves a place to the end once, then gives it up. Never rejects. */
  const watch = async (place: Place, done: AbortSignal): Promise<void> => {
    try {
      await sleep(place.wait_ms, done);
      if (remove(place)) insert(place);
      await sleep(place.wait_ms, done);
    } catch {
      return;
    }
    if (remove(place)) place.turn.reject(timedOut(place.wait_ms));
  };

  const busyError = (): CortexError => {
    const mean_ms = recent_ms.reduce((sum, ms) => sum + ms, 0) / Math.max(1, recent_ms.length);
    return new CortexError(
      "BUSY",
      `Cannot wait for the model: ${line.length} wait already; try again later`,
      {
        retry_after_seconds: Math.max(1, Math.ceil(mean_ms / 1000)),
        details: { waiting: line.length },
      },
    );
  };

  return {
    get waiting() {
      return line.length;
    },
    get busy() {
      return busy;
    },
    enter: async (options) => {
      if (options.signal.aborted) throw cancelled();
      if (!busy && line.length === 0) {
        options.onPosition?.(0);
        return begin();
      }
      if (line.length >= depth()) throw busyError();
      const place: Place = { ...options, turn: Promise.withResolvers<Turn>(), told: -1 };
      const done = new AbortController();
      const leave = () => {
        if (remove(place)) place.turn.reject(cancelled());
      };
      options.signal.addEventListener("abort", leave, { once: true });
      insert(place);
      void watch(place, done.signal);
      try {
        const turn = await place.turn.promise;
        options.onPosition?.(0);
        return turn;
      } finally {
        done.abort();
        options.signal.removeEventListener("abort", leave);
      }
    },
    refuse: (reason) => {
      for (const { turn } of line.splice(0)) turn.reject(reason());
    },
  };
}

const isBackground = ({ priority }: Place): boolean => priority === "background";

function cancelled(): CortexError {
  return new CortexError("CANCELLED", "Cannot answer: the one who asked has left");
}

function timedOut(wait_ms: number): CortexError {
  return new CortexError("TIMEOUT", `Cannot answer: no turn within twice ${wait_ms} ms; try again later`, {
    retry_after_seconds: Math.ceil(wait_ms / 1000),
  });
}
