import { type Alerts, createAlerts } from "../../../src/alerts/mod.ts";
import type { Config } from "../../../src/config/mod.ts";
import { openStore, type Store } from "../../../src/store/mod.ts";
import { configOf } from "./_host.ts";
import { type TestClock, testClock } from "./_time.ts";

/** Alerts over a real store, and what they depend on. */
export interface World extends Disposable {
  readonly clock: TestClock;
  readonly store: Store;
  readonly alerts: Alerts;
  config: Config;
  /** As after kill -9: new alerts over what was kept, with nothing flushed. */
  restart(): void;
}

/** A world with a configuration, gone with the block. */
export function world(first: Config = configOf()): World {
  const dir = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cortex-alerts-" });
  const clock = testClock();
  const store = openStore({ dir, clock, max_bytes: 268_435_456 });
  let config = first;
  const start = () => createAlerts({ store, config: () => config, clock });
  let alerts = start();
  return {
    clock,
    store,
    get alerts() {
      return alerts;
    },
    get config() {
      return config;
    },
    set config(next: Config) {
      config = next;
    },
    restart: () => {
      alerts = start();
    },
    [Symbol.dispose]: () => {
      store.close();
      Deno.removeSync(dir, { recursive: true });
    },
  };
}
