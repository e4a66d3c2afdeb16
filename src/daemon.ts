/**
 * The daemon: reads its configuration, takes its folders, opens the store, starts what reads the host and what
 * answers clients, and undoes all of it in reverse order when it is told to end.
 * @module
 */
import type { DaemonOptions } from "./config/mod.ts";
import { systemClock as clock } from "./core/clock.ts";
import { takePidFile } from "./core/pid_file.ts";
import { whenFree } from "./core/when_free.ts";
import { createAnswers } from "./daemon/answers.ts";
import { applyTo } from "./daemon/apply.ts";
import { createConfiguration } from "./daemon/configuration.ts";
import { createEnding } from "./daemon/ending.ts";
import { takeFolders } from "./daemon/folders.ts";
import { createFront } from "./daemon/front.ts";
import { greet } from "./daemon/greeting.ts";
import { layGround } from "./daemon/ground.ts";
import { createJudgement } from "./daemon/judgement.ts";
import { createKnowledge } from "./daemon/knowledge.ts";
import { leave } from "./daemon/leave.ts";
import { openLogs } from "./daemon/logs.ts";
import { openManager } from "./daemon/manager.ts";
import { createPresence } from "./daemon/presence.ts";
import { listenToSignals } from "./daemon/signals.ts";
import { startServices } from "./daemon/start_services.ts";
import { openState } from "./daemon/state.ts";
import { takeOver } from "./daemon/take_over.ts";
import { logger } from "./log/mod.ts";

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
  const { start, first } = ground;
  const front = createFront(ground, force);
  const patience_ms = options.take_over ? await takeOver(front, ground, ending.signal) : 0;

  // Folders, log and state: one daemon's at a time.
  await using life = new AsyncDisposableStack();
  const { pid_file } = start.paths;
  if (pid_file !== null) life.use(await whenFree(() => takePidFile(pid_file), patience_ms));
  const folders = life.use(await whenFree(() => takeFolders(start.paths), patience_ms));
  const manager = openManager(life, start);
  const logs = await openLogs(life, start, first.config);
  await manager.notifier.extend(OPENING_MS, "Opening the database");
  const kept = openState(life, folders, start, first.config.store.max_bytes, clock);

  // Settings, which may change while all else runs.
  const configuration = createConfiguration(start, first, {
    ...kept.happenings,
    changed: (settings) => apply(settings),
    ended: () => presence.reloaded(),
  });
  await configuration.upgrade();
  const config = configuration.current;
  const apply = applyTo({ logs, kept, front, ground, config });
  logs.follow(config);

  // What is known of the host, what becomes of it, and who is told how the daemon is.
  const judgement = createJudgement(life, kept, config, clock);
  const knowledge = createKnowledge(life, { ground, front, kept, alerts: judgement.alerts, config, clock });
  const presence = life.use(createPresence({
    ...manager,
    clock,
    permitted: ground.permitted,
    alerts: judgement.alerts.counts,
    subsystems: knowledge.subsystems,
    latest: () => front.monitor.latest(),
  }));

  // Who asks, and what changes its course.
  const { ipc, dump } = createAnswers({
    clock,
    ground,
    front,
    kept,
    configuration,
    judgement,
    knowledge,
    ending,
    state: presence.state,
  });
  front.listen({
    sample: (sample) => {
      judgement.observe(sample, knowledge.found());
      kept.run.alive();
      presence.refresh();
    },
    part: judgement.observePart,
    // Deno cannot end a thread that hangs: only another process has that part again.
    hang: (part, reason) => {
      log.error("A part hangs, the daemon ends: {reason}", { part, reason: reason.message });
      dump();
      setTimeout(force, config().shutdown_timeout_ms + HANG_MS);
      ending.hang(part, reason.message);
    },
  });
  life.use(listenToSignals({
    stop: ending.stop,
    reload: () => {
      logs.reopen();
      configuration.tryReload();
    },
    dump,
    debug: logs.toggleDebug,
    now: force,
  }));

  // Its life, and its end.
  const { checks, model } = knowledge;
  const started = await startServices({ ipc, monitor: front.monitor, checks }, ending, kept.run);
  if (started !== null) {
    life.use(started);
    presence.answering();
    model.begin().catch((error) => log.error("Cannot begin to load the model: {error}", { error }));
    greet(start);
  }
  await leave(await ending.told, ending, kept, presence);
}
