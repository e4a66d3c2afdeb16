import type { Alerts } from "../alerts/mod.ts";
import { loadThresholds } from "../alerts/mod.ts";
import type { Health, OutputOf, PersistentUser, Subsystem } from "../contract/mod.ts";
import type { Config } from "../config/mod.ts";
import type { Sample } from "../core/sample.ts";
import { healthReport } from "../reports/mod.ts";
import type { Store } from "../store/mod.ts";

/** What health is put together from. */
export interface HealthSources {
  readonly alerts: Alerts;
  readonly store: Store;
  config(): Config;
  services(): OutputOf<"services.failed"> | null;
  subsystems(): readonly Subsystem[];
  /** The same list as long as it has not changed. */
  persistent(): readonly PersistentUser[];
}

/** Builds the report of a sample; gives the same object again while nothing it is made of has changed. */
export function createHealth(sources: HealthSources): (sample: Sample) => Health {
  let made: Health | undefined;
  let made_from: readonly unknown[] = [];
  return (sample) => {
    const config = sources.config();
    const services = sources.services();
    const counts = sources.alerts.counts();
    const store = sources.store.health();
    const subsystems = sources.subsystems();
    const persistent = sources.persistent();
    const from = [
      sample,
      persistent,
      config,
      services,
      ...Object.values(counts),
      ...Object.values(store),
      ...subsystems.flatMap(Object.values),
    ];
    if (made !== undefined && from.every((value, index) => value === made_from[index])) return made;
    made_from = from;
    return made = healthReport({
      sample,
      services,
      alerts: counts,
      subsystems,
      store,
      persistent,
      thresholds: loadThresholds(config.alerts),
    });
  };
}
