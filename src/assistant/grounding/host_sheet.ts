import type { Clock } from "../../core/clock.ts";
import { type Fact, textOf } from "../fact.ts";
import { gather, orNull } from "../gather.ts";
import type { Cancellable, Sources } from "../sources.ts";
import { TOPICS } from "../topics.ts";
import type { Private } from "./redact.ts";

/** What every prompt is told of the host. */
const TOLD = ["overview", "uptime", "alerts", "services"];
/** How long the same sheet serves, where nothing happens meanwhile, milliseconds. */
const SERVES_MS = 60_000;
/** Users whose names are known, page by page. */
const USERS = 500;

/** What is said of the host in every prompt. */
export interface HostSheet {
  /** Differs where the facts may. */
  readonly version: string;
  readonly facts: readonly Fact[];
  /** What is not to stand in a prompt. */
  readonly private: Private;
}

/** Keeps the sheet of the host. */
export interface HostSheets {
  /** The present sheet: the same for a minute, or until something happens. */
  get(call: Cancellable): Promise<HostSheet>;
}

/** Makes sheets as they are asked for. */
export function createHostSheets(sources: Sources, clock: Clock): HostSheets {
  let kept: { readonly sheet: HostSheet; readonly last_event: number; readonly until: number } | null = null;
  return {
    get: async (call) => {
      const last_event = await lastEvent(sources);
      if (kept?.last_event === last_event && clock.steady() < kept.until) return kept.sheet;
      const until = clock.steady() + SERVES_MS;
      const made = await make(sources, call, `${last_event} ${until}`, clock.wall());
      const sheet = { ...made, facts: steadyFirst(made.facts, kept?.sheet.facts ?? []) };
      kept = { sheet, last_event, until };
      return sheet;
    },
  };
}

/** The number of the last event; 0 where there is none. */
async function lastEvent({ events }: Sources): Promise<number> {
  const { items: [last] } = await events.list({ order: "newest", limit: 1 });
  return last?.seq ?? 0;
}

async function make(
  sources: Sources,
  call: Cancellable,
  version: string,
  now_ms: number,
): Promise<HostSheet> {
  const topics = TOPICS.filter(({ name }) => TOLD.includes(name));
  const [known, users] = await Promise.all([
    gather(sources, call, { wanting: topics, now_ms }),
    orNull(async () => await sources.monitor.users({ sort: "name", all: true, limit: USERS }, call)),
  ]);
  return {
    version,
    facts: topics.flatMap((topic) => topic.say(known)).flat().filter((part) => typeof part !== "string"),
    private: {
      hosts: known.health === null ? [] : [known.health.host.hostname],
      users: users?.items.map(({ user }) => user) ?? [],
    },
  };
}

/** What was in the sheet before comes first and in its order, so that a model need not evaluate it again. */
function steadyFirst(facts: readonly Fact[], before: readonly Fact[]): readonly Fact[] {
  const places = new Map(before.map((fact, index) => [wordsOf(fact), index]));
  const placeOf = (fact: Fact) => places.get(wordsOf(fact)) ?? before.length;
  return facts.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** All that a prompt says of a fact. */
function wordsOf(fact: Fact): string {
  return JSON.stringify([fact.fact, fact.subject, textOf(fact)]);
}
