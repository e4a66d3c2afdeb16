import type { OutputOf, ParsedInputOf, Subsystem } from "../contract/mod.ts";
import { type Clock, rfc3339 } from "../core/clock.ts";
import { createErrands, type ErrandOptions, type WorkerTerms } from "../core/errands.ts";
import { spawnWorker } from "../core/spawn_worker.ts";
import type { Places } from "./find_installed.ts";
import type { InstalledProtocol } from "./protocol.ts";

/** What {@link createRuntimes} takes. */
export interface RuntimesOptions extends Pick<ErrandOptions, "onHang" | "onState"> {
  /** What the worker may do. */
  readonly permissions: Deno.PermissionOptionsObject;
  /** null: none are listed. */
  readonly places: Places | null;
  readonly clock: Clock;
  readonly worker?: WorkerTerms;
}

/** The installed runtimes. */
export interface Runtimes {
  /** As of the last 5 minutes, or of now. Throws UNAVAILABLE or TIMEOUT when the worker fails. */
  list(query: ParsedInputOf<"runtimes.list">): Promise<OutputOf<"runtimes.list">>;
  /** All of the last look, however old; null before the first. */
  latest(): OutputOf<"runtimes.list"> | null;
  state(): Subsystem;
}

/** How long an answer counts, milliseconds. */
const FRESH_MS = 300_000;
/** Time that a program has to tell its version, milliseconds. */
const ASK_MS = 5_000;
/** Time for the worker to answer: every program at its deadline, and killed after it. */
const ANSWER_MS = ASK_MS + 4_000;

type List = OutputOf<"runtimes.list">;

/** Lists runtimes in a worker that lives for one look; who asks meanwhile gets that look's answer. */
export function createRuntimes(options: RuntimesOptions): Runtimes {
  const { permissions, places, clock } = options;
  const errands = createErrands<InstalledProtocol>({
    name: "runtimes",
    spawn: () => spawnWorker(new URL("./installed_worker.ts", import.meta.url), "runtimes", permissions),
    onHang: options.onHang,
    onState: options.onState,
    ...options.worker,
  });
  let last: { readonly list: List; readonly at_ms: number } | null = null;
  let looking: Promise<List> | null = null;

  const look = async (): Promise<List> => {
    const items = places === null
      ? []
      : await errands.ask("list", { places, timeout_ms: ASK_MS }, { timeout_ms: ANSWER_MS });
    const { home, path } = places ?? { home: null, path: [] };
    const list = { items: [...items], taken_at: rfc3339(clock.wall()), home, path: [...path] };
    last = { list, at_ms: clock.steady() };
    return list;
  };

  return {
    latest: () => last?.list ?? null,
    state: errands.state,
    async list({ runtime, refresh }) {
      const known = last !== null && !refresh && clock.steady() - last.at_ms < FRESH_MS ? last.list : null;
      const list = known ?? await (looking ??= look().finally(() => looking = null));
      return runtime === undefined
        ? list
        : { ...list, items: list.items.filter((one) => one.runtime === runtime) };
    },
  };
}
