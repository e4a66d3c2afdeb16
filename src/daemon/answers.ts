import type { OutputOf } from "../contract/mod.ts";
import type { Clock } from "../core/clock.ts";
import { createIpc, type Ipc } from "../ipc/mod.ts";
import { logRing } from "../log/mod.ts";
import { OperationMeter } from "../metrics/mod.ts";
import { createDispatcher } from "../operations/mod.ts";
import { describeTable } from "../permissions.ts";
import type { Configuration } from "./configuration.ts";
import type { Ending } from "./ending.ts";
import type { Front } from "./front.ts";
import type { Ground } from "./ground.ts";
import type { Judgement } from "./judgement.ts";
import type { Knowledge } from "./knowledge.ts";
import { createMetrics } from "./metrics.ts";
import { createParts } from "./parts.ts";
import type { State } from "./state.ts";

/** What answers are made from. */
export interface AnswersInput {
  readonly clock: Clock;
  readonly ground: Ground;
  readonly front: Front;
  readonly kept: State;
  readonly configuration: Configuration;
  readonly judgement: Judgement;
  readonly knowledge: Knowledge;
  readonly ending: Ending;
  state(): OutputOf<"daemon.status">["state"];
}

/** The operations, and the transports that they are asked by. */
export interface Answers {
  readonly ipc: Ipc;
  /** Writes a dump of the daemon to the log and to a file. */
  dump(): void;
}

/** Connects the operations with the parts of the daemon, and the sockets with the operations. */
export function createAnswers(input: AnswersInput): Answers {
  const { clock, kept, configuration, judgement, knowledge, ending } = input;
  const { monitor, sockets } = input.front;
  const { alerts, users, history } = judgement;
  const { events, jobs, backups } = kept;
  const parts = createParts({
    clock,
    configuration,
    store: kept.store,
    alerts,
    events,
    history,
    jobs,
    language_model: knowledge.model,
    packages: knowledge.packages.packages,
    vulnerabilities: knowledge.packages.vulnerabilities,
    backups,
    monitor,
    users,
    runtimes: knowledge.runtimes,
    permissions: describeTable(input.ground.table.rows),
    previous_stop: kept.run.previous,
    services: knowledge.services.found,
    sockets: () => ipc.sockets(),
    subsystems: knowledge.subsystems,
    state: input.state,
    shutdown: (successor) =>
      successor === undefined ? ending.stop("asked by a client") : ending.handOver(successor),
  });
  const operations = new OperationMeter();
  const limits = () => configuration.current().ipc;
  const dispatcher = createDispatcher({ clock, limits, parts, hooks: operations });
  const cache = knowledge.packages.cacheStats;
  const ipc = createIpc({
    sockets,
    dispatcher,
    events,
    logs: logRing,
    jobs,
    openBackup: (job) => backups.open(job),
    takeFeed: knowledge.packages.takeFeed,
    config: limits,
    takeFolder: () => kept.folders.takeSockets(),
    onReach: input.front.reach.tell,
    metrics: createMetrics({ monitor, parts, cache, alerts, dispatcher, operations }),
    shutdown_timeout_ms: () => configuration.current().shutdown_timeout_ms,
  });
  return { ipc, dump: () => void parts.daemon.dump(dispatcher.stats()) };
}
