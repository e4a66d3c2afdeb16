/** Least pause between two steps, so that clients are answered in between. */
const PAUSE_MS = 20;

/** Bounded steps of work that is not urgent. */
export interface Tidying extends AsyncDisposable {
  /** Does what there is to do, step by step. */
  run(): void;
  /** Ends it, with the step that is under way. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Runs steps until one says that there is nothing left to do.
 * @param step Never fails.
 */
export function createTidying(step: () => Promise<boolean>): Tidying {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let under_way: Promise<void> | undefined;
  let ended = false;
  const next = () => {
    timer = setTimeout(() => {
      timer = undefined;
      under_way = step().then((more) => {
        under_way = undefined;
        if (more && !ended) next();
      });
    }, PAUSE_MS);
  };
  return {
    run: () => {
      if (timer === undefined && under_way === undefined && !ended) next();
    },
    [Symbol.asyncDispose]: async () => {
      ended = true;
      clearTimeout(timer);
      await under_way;
    },
  };
}
