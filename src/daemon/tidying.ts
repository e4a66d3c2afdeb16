/** Least pause between two steps, so that clients are answered in between. */
const PAUSE_MS = 20;

/** Bounded steps of work that is not urgent. */
export interface Tidying extends Disposable {
  /** Does what there is to do, step by step. */
  run(): void;
}

/** Runs steps until one says that there is nothing left to do. */
export function createTidying(step: () => boolean): Tidying {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const next = () => {
    timer = setTimeout(() => {
      timer = undefined;
      if (step()) next();
    }, PAUSE_MS);
  };
  return {
    run: () => {
      if (timer === undefined) next();
    },
    [Symbol.dispose]: () => clearTimeout(timer),
  };
}
