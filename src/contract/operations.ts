import * as alerts from "./alerts.ts";
import { assistantAsk, assistantExplain } from "./assistant.ts";
import { batch } from "./batch.ts";
import { cacheClear, cacheStats } from "./cache.ts";
import * as config from "./config.ts";
import * as daemon from "./daemon.ts";
import { eventsList, eventsStream } from "./events.ts";
import { healthGet } from "./health.ts";
import { packagesHistory } from "./history.ts";
import { jobsCancel, jobsGet, jobsList, jobsStream } from "./jobs.ts";
import { logsList, logsStream } from "./logs.ts";
import * as metrics from "./metrics.ts";
import * as models from "./models.ts";
import type { Operation } from "./operation.ts";
import * as packages from "./packages.ts";
import * as outbox from "./outbox.ts";
import { processesList, servicesFailed } from "./processes.ts";
import { runtimesList } from "./runtimes.ts";
import * as silences from "./silences.ts";
import { storeBackup, storeStatus } from "./store.ts";
import { packagesUpdates } from "./updates.ts";
import { usersList, usersPersistent } from "./users.ts";
import * as vulnerabilities from "./vulnerabilities.ts";
import type { Infer } from "./once.ts";
import type { z } from "zod";

/**
 * Every operation that is answered once. A transport, a client or a document that needs a list derives it from this
 * one.
 */
export const OPERATIONS = [
  daemon.daemonPing,
  daemon.daemonVersion,
  daemon.daemonStatus,
  daemon.daemonReload,
  daemon.daemonShutdown,
  daemon.daemonPermissions,
  daemon.daemonDump,
  healthGet,
  processesList,
  usersList,
  usersPersistent,
  servicesFailed,
  runtimesList,
  alerts.alertsList,
  alerts.alertsGet,
  alerts.alertsAcknowledge,
  alerts.alertsDismiss,
  alerts.alertsResolve,
  alerts.alertsAcknowledgeAll,
  alerts.alertsDismissAll,
  alerts.alertsClear,
  silences.alertsSilence,
  silences.alertsSilences,
  silences.alertsUnsilence,
  outbox.outboxList,
  outbox.outboxRead,
  outbox.outboxAcknowledge,
  eventsList,
  logsList,
  jobsList,
  jobsGet,
  jobsCancel,
  metrics.metricsQuery,
  metrics.metricsLatest,
  packages.packagesSearch,
  packages.packagesSuggest,
  packages.packagesExplicit,
  packages.packagesCount,
  packages.packagesStatus,
  packagesUpdates,
  packages.packagesConflicts,
  packages.packagesWhy,
  packagesHistory,
  packages.packagesInfo,
  cacheStats,
  cacheClear,
  assistantAsk,
  assistantExplain,
  models.assistantInfer,
  models.assistantStatus,
  models.assistantModels,
  models.assistantLoad,
  models.assistantUnload,
  vulnerabilities.vulnerabilitiesList,
  vulnerabilities.vulnerabilitiesSummary,
  vulnerabilities.feedsList,
  vulnerabilities.feedsImport,
  config.configGet,
  config.configSet,
  config.configValidate,
  config.configSchemaGet,
  storeBackup,
  storeStatus,
  batch,
] as const;

/** Every operation that goes on until its client leaves. */
export const SUBSCRIPTIONS = [eventsStream, logsStream, jobsStream] as const;

/** Name of a subscription. */
export type SubscriptionName = (typeof SUBSCRIPTIONS)[number]["name"];

type Listed = (typeof OPERATIONS)[number];

/** Name of an operation. */
export type OperationName = Listed["name"];
/** The operation of a name. */
export type OperationOf<N extends OperationName> = Extract<Listed, { name: N }>;
/** What a caller passes. */
export type InputOf<N extends OperationName> = z.input<ReturnType<OperationOf<N>["input"]>>;
/** What a handler gets: defaults filled in. */
export type ParsedInputOf<N extends OperationName> = Infer<OperationOf<N>["input"]>;
/** What comes back. */
export type OutputOf<N extends OperationName> = Infer<OperationOf<N>["output"]>;

/** What a stream is opened with: defaults filled in. */
export type ParsedSubscriptionInputOf<N extends SubscriptionName> = Infer<
  Extract<(typeof SUBSCRIPTIONS)[number], { name: N }>["input"]
>;

const BY_NAME: ReadonlyMap<string, Operation> = new Map(
  OPERATIONS.map((operation) => [operation.name, operation]),
);

/** The operation of that name, if there is one. */
export function findOperation(name: string): (Operation & { readonly name: OperationName }) | undefined {
  return BY_NAME.get(name) as (Operation & { readonly name: OperationName }) | undefined;
}

/** The subscription of that name, if there is one. */
export function findSubscription(
  name: string,
): (Operation & { readonly name: SubscriptionName }) | undefined {
  return SUBSCRIPTIONS.find((subscription) => subscription.name === name);
}
