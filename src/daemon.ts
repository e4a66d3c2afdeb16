/**
 * The daemon: reads its configuration, takes its folders, opens the store, starts what reads the host and what
 * answers clients, and undoes all of it in reverse order when it is told to end.
 * @module
 */
import type { DaemonOptions } from "./config/mod.ts";
import { CortexError, type OutputOf, type Setting } from "./contract/mod.ts";
import { systemClock as clock } from "./core/clock.ts";
import { takePidFile } from "./core/pid_file.ts";
import { inTurn, startAll } from "./core/service.ts";
import { whenFree } from "./core/when_free.ts";
import { createAnswers } from "./daemon/answers.ts";
import { createConfiguration } from "./daemon/configuration.ts";
import { createEnding } from "./daemon/ending.ts";
import { takeFolders } from "./daemon/folders.ts";
import { createFront } from "./daemon/front.ts";
import { greet } from "./daemon/greeting.ts";
import { layGround } from "./daemon/ground.ts";
import { createJudgement } from "./daemon/judgement.ts";
import { createKnowledge } from "./daemon/knowledge.ts";
import { openLogs } from "./daemon/logs.ts";
import { monitorSettings } from "./daemon/monitor_settings.ts";
import { createPresence } from "./daemon/presence.ts";
import { listenToSignals } from "./daemon/signals.ts";
import { openState } from "./daemon/state.ts";
import { takeOver } from "./daemon/take_over.ts";
import { logger, logRing } from "./log/mod.ts";
import { notifyPath } from "./permissions.ts";
import { managerSettings, openNotifier } from "./systemd/mod.ts";
import { messageOf } from "./core/message_of.ts";

/** What opening the database may take, at most, where it has to be migrated or checked. */
const OPENING_MS = 300_000;

/** What a daemon of which a part hangs may take to end besides the time of its operations, milliseconds. */
const HANG_MS = 5000;

/**
 * Runs until a signal or an operation ends it. Throws when it cannot start. `force` must end the process: it is
 * called when a second signal says that the first one takes too long.
 */
export async function runDaemon(options: DaemonOptions, force: () => void): Promise<void> {
  const log = logger("daemon");
  const ending = createEnding();

  // Configuration, permissions, and what a successor has ready before its predecessor leaves.
  const ground = layGround(options);
  const { start, first, table } = ground;
  const front = createFront(ground, force);
  const { monitor, heard } = front;
  const patience_ms = options.take_over ? await takeOver(front, ground, ending.signal) : 0;

  // Folders, log and state: one daemon's at a time.
  await using life = new AsyncDisposableStack();
  const { pid_file } = options;
  if (pid_file !== undefined) life.use(await whenFree(() => takePidFile(pid_file), patience_ms));
  const folders = life.use(await whenFree(() => takeFolders(start.paths), patience_ms));
  const manager = managerSettings(start.env, Deno.pid);
  const notifier = life.use(openNotifier({
    settings: manager,
    bind_path: notifyPath(start.paths),
    onFault: (fault) => log.warn("{fault}", { fault }),
  }));
  const logs = await openLogs(life, start, first.config);
  await notifier.extend(OPENING_MS, "Opening the database");
  const kept = openState(life, folders, start, first.config.store.max_bytes, clock);

  // Settings, which may change while all else runs.
  const configuration = createConfiguration(start, first, {
    changed: (live) => apply(live),
    reloaded: (outcome) => {
      kept.happenings.reloaded(outcome);
      presence.reloaded();
    },
    set: (change) => kept.happenings.set(change),
    rejected: (reason) => {
      kept.happenings.rejected(reason);
      presence.reloaded();
    },
  });
  await configuration.upgrade();
  const config = () => configuration.current();
  logs.follow(config);

  // What is known of the host, and what becomes of it.
  const judgement = createJudgement(life, kept, config, clock);
  heard.state = judgement.observePart;
  const knowledge = createKnowledge(life, { ground, front, kept, alerts: judgement.alerts, config, clock });
  const presence = life.use(createPresence({
    notifier,
    clock,
    watchdog_ms: manager.watchdog_ms,
    permitted: ground.permitted,
    alerts: () => judgement.alerts.counts(),
    subsystems: knowledge.subsystems,
    latest: () => monitor.latest(),
  }));
  heard.sample = (sample) => {
    judgement.observe(sample, {
      services: knowledge.services.found(),
      packages: knowledge.packages.found(),
    });
    kept.run.alive();
    presence.refresh();
  };
  const early = monitor.latest();
  if (early !== null) heard.sample(early);

  // Who asks, and what changes its course.
  let state: OutputOf<"daemon.status">["state"] = "starting";
  const { ipc, dump } = createAnswers({
    clock,
    ground,
    front,
    kept,
    configuration,
    judgement,
    knowledge,
    ending,
    state: () => state,
  });
  function apply(changed: readonly Setting[]): void {
    logs.apply();
    kept.store.limit(config().store.max_bytes);
    if (changed.some((setting) => setting.reload === "worker")) {
      monitor.reconfigure(monitorSettings(config(), table)).catch((error) =>
        log.error("Cannot change the monitor's settings", { error })
      );
    }
  }
  // Deno cannot end a thread that hangs: only another process has that part again.
  heard.hang = (part, { message }) => {
    log.error("A part hangs, the daemon ends: {reason}", { part, reason: message });
    dump();
    setTimeout(force, config().shutdown_timeout_ms + HANG_MS);
    ending.hang(part, message);
  };
  life.use(listenToSignals({
    stop: ending.stop,
    reload: () => {
      logs.reopen();
      try {
        configuration.reload();
      } catch {
        // The configuration has logged why and keeps the old settings.
      }
    },
    dump,
    debug: logs.toggleDebug,
    now: force,
  }));

  // Its life. Making the monitor's worker holds this thread: the sockets answer before it.
  const { first: transports, second: host } = inTurn(ipc, monitor);
  const started = await startAll([host, transports, knowledge.checks], ending.signal).catch((error) => {
    // Told to end before it had started: no failure.
    if (ending.signal.aborted) return null;
    kept.run.ending(`could not start: ${messageOf(error)}`);
    throw error;
  });
  if (started !== null) {
    life.use(started);
    presence.answering();
    state = "running";
    knowledge.model.begin().catch((error) => log.error("Cannot begin to load the model: {error}", { error }));
    greet(start);
  }

  // Its end.
  const reason = await ending.reason;
  const { successor, hung_part } = ending;
  state = "stopping";
  await (successor === undefined ? presence.stopping(reason) : presence.handedOver(successor));
  log.info("Stopping: {reason}", { reason });
  kept.happenings.stopping(reason, hung_part);
  kept.run.ending(reason, hung_part);
  await kept.jobs[Symbol.asyncDispose]();
  kept.events[Symbol.dispose]();
  logRing.end();
  if (hung_part !== undefined) throw new CortexError("UNAVAILABLE", reason);
}
