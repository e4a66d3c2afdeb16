/**
 * The daemon: reads its configuration, takes its folders, opens the store, starts what reads the host and what
 * answers clients, and undoes all of it in reverse order when it is told to end.
 * @module
 */
import { type DaemonOptions, loadConfig, readStart } from "./config/mod.ts";
import { CortexError, type OutputOf, type Setting, type Subsystem } from "./contract/mod.ts";
import { systemClock as clock } from "./core/clock.ts";
import { takePidFile } from "./core/pid_file.ts";
import type { Sample } from "./core/sample.ts";
import { inTurn, startAll } from "./core/service.ts";
import { whenFree } from "./core/when_free.ts";
import { createChecks } from "./daemon/checks.ts";
import { createConfiguration } from "./daemon/configuration.ts";
import { makeSocketFolder, takeFolders } from "./daemon/folders.ts";
import { groupId } from "./daemon/group.ts";
import { availableMemory } from "./daemon/available_memory.ts";
import { createLanguageModel } from "./daemon/language_model.ts";
import { createJudgement } from "./daemon/judgement.ts";
import { createLogLevel } from "./daemon/log_level.ts";
import { createLogOutputs } from "./daemon/log_outputs.ts";
import { createMetrics } from "./daemon/metrics.ts";
import { monitorSettings } from "./daemon/monitor_settings.ts";
import { packagesOnDemand } from "./daemon/packages_on_demand.ts";
import { createPresence } from "./daemon/presence.ts";
import { createParts } from "./daemon/parts.ts";
import { createServicesWatch } from "./daemon/services.ts";
import { listenToSignals } from "./daemon/signals.ts";
import { openState } from "./daemon/state.ts";
import { takeOver } from "./daemon/take_over.ts";
import { greet } from "./daemon/greeting.ts";
import { createIpc, createSockets } from "./ipc/mod.ts";
import { configureLogging, logger, logRing } from "./log/mod.ts";
import { OperationMeter } from "./metrics/mod.ts";
import { createMonitor } from "./monitor/mod.ts";
import { createDispatcher } from "./operations/mod.ts";
import {
  checkPermissions,
  daemonTable,
  describeTable,
  notifyPath,
  workerPermissions,
} from "./permissions.ts";
import { createRuntimes } from "./runtimes/mod.ts";
import { managerSettings, openNotifier } from "./systemd/mod.ts";

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
  const start = readStart(options);
  const first = loadConfig(start);
  configureLogging(first.config.log);
  const table = daemonTable(start, first.config, options.pid_file ?? null);
  const differences = checkPermissions(table.rows);
  for (const { row, grant, problem } of differences) {
    log.error("Permission differs from the table", { row, grant, problem });
  }

  makeSocketFolder(start.paths);
  const sockets = createSockets({
    socket_dir: start.paths.socket_dir,
    gid: groupId(first.config.ipc.group),
    read_socket: () => first.config.ipc.read_socket,
  });
  // Before there is a state, nothing is judged.
  let onSample: (sample: Sample) => void = () => {};
  let onState: (part: Subsystem) => void = () => {};
  let onHang: (part: string, reason: Error) => void = force;
  const monitor = createMonitor({
    permissions: workerPermissions(table.rows, "monitor"),
    settings: monitorSettings(first.config, table),
    onSample: (sample) => onSample(sample),
    onState: (part) => onState(part),
    onHang: (reason) => onHang("monitor", reason),
  });
  const starting = new AbortController();
  const { shutdown_timeout_ms } = first.config;
  const { raw_socket } = start.paths;
  const patience_ms = options.take_over
    ? await takeOver({ raw_socket, sockets, monitor, shutdown_timeout_ms }, starting.signal)
    : 0;

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
  let config = () => first.config;
  const outputs = life.use(await createLogOutputs(start, () => config()));
  const log_level = createLogLevel(() => config().log, outputs);
  log_level.apply();
  await notifier.extend(OPENING_MS, "Opening the database");
  const kept = openState(life, folders, start, first.config.store.max_bytes, clock);
  const { store, events, happenings, jobs, backups } = kept;

  const configuration = createConfiguration(start, first, {
    changed: (live) => apply(live),
    reloaded: (outcome) => {
      happenings.reloaded(outcome);
      presence.reloaded();
    },
    set: (change) => happenings.set(change),
    rejected: (reason) => {
      happenings.rejected(reason);
      presence.reloaded();
    },
  });
  await configuration.upgrade();
  config = () => configuration.current();
  const judgement = createJudgement(life, kept, config, clock);
  const { alerts, users, history } = judgement;
  onState = judgement.observePart;
  const services = createServicesWatch(table, config);
  const known = life.use(packagesOnDemand({
    config,
    state_dir: start.paths.state_dir,
    socket_dir: start.paths.socket_dir,
    permissions: workerPermissions(table.rows, "inventory"),
    clock,
    jobs,
    kernel: () => monitor.latest()?.host.kernel ?? null,
    outdatedServices: () => monitor.outdatedServices(),
    runtimes: () => runtimes.latest(),
    notify: alerts.notify,
    onState,
    onHang: (reason) => onHang("inventory", reason),
  }));
  const model = life.use(createLanguageModel({
    config,
    start,
    permissions: workerPermissions(table.rows, "assistant"),
    clock,
    jobs,
    available_bytes: () => availableMemory(monitor),
    onState,
    onHang: (reason) => onHang("assistant", reason),
  }));
  const subsystems = () => [monitor.state(), known.state(), ...model.state()];
  const presence = life.use(createPresence({
    notifier,
    clock,
    watchdog_ms: manager.watchdog_ms,
    permitted: differences.length === 0,
    alerts: () => alerts.counts(),
    subsystems,
    latest: () => monitor.latest(),
  }));
  onSample = (sample) => {
    judgement.observe(sample, { services: services.found(), packages: known.found() });
    kept.run.alive();
    presence.refresh();
  };
  const early = monitor.latest();
  if (early !== null) onSample(early);
  const checks = createChecks([services.check, ...known.checks], clock, kept.run.hung_part !== "inventory");

  const runtimes = createRuntimes({
    permissions: workerPermissions(table.rows, "runtimes"),
    places: table.runtimes,
    clock,
  });

  const stopping = Promise.withResolvers<string>();
  let successor: number | undefined;
  let hung_part: string | undefined;
  let state: OutputOf<"daemon.status">["state"] = "starting";
  const parts = createParts({
    clock,
    configuration,
    store,
    alerts,
    events,
    history,
    jobs,
    language_model: model,
    packages: known.packages,
    vulnerabilities: known.vulnerabilities,
    backups,
    monitor,
    users,
    runtimes,
    permissions: describeTable(table.rows),
    previous_stop: kept.run.previous,
    services: services.found,
    sockets: () => ipc.sockets(),
    subsystems,
    state: () => state,
    shutdown: (pid) => {
      successor = pid;
      stopping.resolve(pid === undefined ? "asked by a client" : `process ${pid} takes its place`);
    },
  });
  const operations = new OperationMeter();
  const dispatcher = createDispatcher({ clock, limits: () => config().ipc, parts, hooks: operations });
  const ipc = createIpc({
    sockets,
    dispatcher,
    events,
    logs: logRing,
    jobs,
    openBackup: (job) => backups.open(job),
    takeFeed: known.takeFeed,
    config: () => config().ipc,
    metrics: createMetrics({ monitor, parts, cache: known.cacheStats, alerts, dispatcher, operations }),
    shutdown_timeout_ms: () => config().shutdown_timeout_ms,
  });

  function apply(changed: readonly Setting[]): void {
    log_level.apply();
    store.limit(config().store.max_bytes);
    if (changed.some((setting) => setting.reload === "worker")) {
      monitor.reconfigure(monitorSettings(config(), table)).catch((error) =>
        log.error("Cannot change the monitor's settings", { error })
      );
    }
  }

  // Deno cannot end a thread that hangs: only another process has that part again.
  onHang = (part, reason) => {
    log.error("A part hangs, the daemon ends: {reason}", { part, reason: reason.message });
    hung_part = part;
    parts.daemon.dump(dispatcher.stats());
    setTimeout(force, config().shutdown_timeout_ms + HANG_MS);
    stopping.resolve(reason.message);
  };
  life.use(listenToSignals({
    stop: (signal) => stopping.resolve(signal),
    reload: () => {
      outputs.file?.reopen();
      outputs.stderr?.reopen();
      try {
        configuration.reload();
      } catch {
        // The configuration has logged why and keeps the old settings.
      }
    },
    dump: () => parts.daemon.dump(dispatcher.stats()),
    debug: () => log_level.toggleDebug(),
    now: force,
  }));
  void stopping.promise.then(() => starting.abort());
  // Making the monitor's worker holds this thread: the sockets answer before it.
  const { first: transports, second: host } = inTurn(ipc, monitor);
  const started = await startAll([host, transports, checks], starting.signal).catch((error) => {
    // Told to end before it had started: no failure.
    if (starting.signal.aborted) return null;
    throw error;
  });
  if (started !== null) {
    life.use(started);
    presence.answering();
    state = "running";
    model.begin().catch((error) => log.error("Cannot begin to load the model: {error}", { error }));
    greet(start.paths);
  }
  const reason = await stopping.promise;
  state = "stopping";
  await (successor === undefined ? presence.stopping(reason) : presence.handedOver(successor));
  log.info("Stopping: {reason}", { reason });
  happenings.stopping(reason, hung_part);
  kept.run.ending(reason, hung_part);
  await jobs[Symbol.asyncDispose]();
  events[Symbol.dispose]();
  logRing.end();
  if (hung_part !== undefined) throw new CortexError("UNAVAILABLE", reason);
}
