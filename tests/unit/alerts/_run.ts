import { act, type Action } from "../../../src/alerts/actions.ts";
import { advance } from "../../../src/alerts/advance.ts";
import { keyOf } from "../../../src/alerts/episode.ts";
import { readingsOf } from "../../../src/alerts/readings.ts";
import { sight } from "../../../src/alerts/sight.ts";
import { NO_STATE, type State } from "../../../src/alerts/state.ts";
import { activeRules } from "../../../src/alerts/thresholds.ts";
import type { Config } from "../../../src/config/mod.ts";
import type { Alert, OutputOf } from "../../../src/contract/mod.ts";
import type { NewEvent } from "../../../src/store/mod.ts";
import { type Changes, checkedOf, configOf, sampleOf } from "./_host.ts";
import { countingIds, momentAt } from "./_time.ts";

/** The pure evaluation, run along a time line. */
export interface Run {
  /** Evaluates a sample at so many seconds after the start. */
  at(seconds: number, changes?: Changes, services?: OutputOf<"services.failed"> | null): void;
  act(seconds: number, action: Action, rule: string, subject?: string): void;
  /** The alert of the episode that is known, if there is one. */
  alert(rule: string, subject?: string): Alert | undefined;
  configure(config: Config): void;
  /** Every alert there ever was, by id. */
  readonly alerts: ReadonlyMap<string, Alert>;
  readonly events: readonly NewEvent[];
  readonly state: State;
}

/** A run with a configuration. */
export function run(first: Config = configOf()): Run {
  const newId = countingIds();
  const alerts = new Map<string, Alert>();
  const events: NewEvent[] = [];
  let config = first;
  let state = NO_STATE;
  const find = (rule: string, subject = "") =>
    state.episodes.get(keyOf({ rule, subject }))?.alert ?? undefined;
  return {
    at: (seconds, changes = {}, services = null) => {
      const readings = readingsOf(sampleOf(changes), checkedOf({ services }), config.users);
      const sightings = sight(activeRules(config.alerts), state, readings);
      const next = advance(state, sightings, momentAt(seconds), newId);
      state = next.state;
      for (const alert of next.alerts) alerts.set(alert.id, alert);
      events.push(...next.events);
    },
    act: (seconds, action, rule, subject) => {
      const alert = find(rule, subject);
      if (alert === undefined) throw new Error(`no alert of ${rule}`);
      const outcome = act(state, [alert], action, momentAt(seconds));
      state = outcome.state;
      for (const changed of outcome.alerts) alerts.set(changed.id, changed);
      events.push(...outcome.events);
    },
    alert: find,
    configure: (next) => {
      config = next;
    },
    alerts,
    events,
    get state() {
      return state;
    },
  };
}
