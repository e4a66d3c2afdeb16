import { type Alerts, createAlerts } from "../alerts/mod.ts";
import type { Config } from "../config/mod.ts";
import type { Subsystem } from "../contract/mod.ts";
import type { Clock } from "../core/clock.ts";
import type { Sample } from "../core/sample.ts";
import { createHistory, type History } from "../metrics/mod.ts";
import { FIGURES } from "../monitor/mod.ts";
import { createUserWatch, type UserWatch } from "../users/mod.ts";
import { PART_RULE, partNotice } from "./part_notice.ts";
import type { State } from "./state.ts";
import { createTidying } from "./tidying.ts";
import { writeAgain } from "./write_again.ts";

/** What becomes of what is read: alerts and their events, users that load the host for long, history. */
export interface Judgement {
  readonly alerts: Alerts;
  readonly users: UserWatch;
  readonly history: History;
  /** Takes a sample, with what the checks of every 5 minutes have found last. */
  observe(sample: Sample, checked: Parameters<Alerts["observe"]>[1]): void;
  /** Takes the state of a part of the daemon. */
  observePart(part: Subsystem): void;
}

/** Makes it for a life, at whose end all that waits is written. */
export function createJudgement(
  life: AsyncDisposableStack,
  { folders, store, events, happenings }: State,
  config: () => Config,
  clock: Clock,
): Judgement {
  const alerts = createAlerts({ store, config, clock });
  life.defer(() => alerts.flush());
  alerts.onEvent((event) => events.publish(event));
  endThoseOfParts(alerts);
  const users = createUserWatch({ store, config, clock });
  life.defer(() => users.flush());
  const history = createHistory({ store, config, clock, figures: FIGURES });
  const tidying = life.use(createTidying(async () => {
    const more = history.maintain();
    await store.checkpoint();
    return more;
  }));
  life.use(writeAgain({ folders, store, events, alerts, history }));
  return {
    alerts,
    users,
    history,
    observe: (sample, checked) => {
      users.observe(sample);
      alerts.observe(sample, checked, users.persistent());
      history.record(sample);
      tidying.run();
    },
    observePart: (part) => {
      happenings.part(part);
      alerts.notify(partNotice(part));
    },
  };
}

/** A start has every part whole: what the run before gave up is over, until this one gives it up. */
function endThoseOfParts(alerts: Alerts): void {
  const { items } = alerts.list({ open: true, limit: 500 });
  for (const { rule, subject } of items) {
    if (rule === PART_RULE) alerts.notify(partNotice({ name: subject, state: "off", message: null }));
  }
}
