import { CortexError, type OutputOf, type ParsedInputOf, type Subsystem } from "../contract/mod.ts";
import { withDeadline } from "../core/deadline.ts";
import { orAborted } from "../core/or_aborted.ts";
import type { Sample } from "../core/sample.ts";
import type { Service } from "../core/service.ts";
import { supervise } from "../core/supervisor.ts";
import type { WorkerTerms } from "../core/errands.ts";
import { spawnWorker } from "../core/spawn_worker.ts";
import { openLink, type WorkerLink } from "../core/worker_link.ts";
import { decodeCursor, encodeCursor } from "../core/keyset.ts";
import { createRunLog } from "./run_log.ts";
import type { OutdatedServices } from "./outdated_services.ts";
import type { MonitorProtocol, MonitorSettings } from "./protocol.ts";

/** What {@link createMonitor} takes. */
export interface MonitorOptions {
  /** What the worker may do: its row of the permission table. */
  readonly permissions: Deno.PermissionOptionsObject;
  readonly settings: MonitorSettings;
  /** Called with each sample. */
  onSample(sample: Sample): void;
  onState?(state: Subsystem): void;
  /** Its worker hangs; nothing but the end of the process ends that. Without it, another one is started. */
  onHang?(reason: Error): void;
  readonly worker?: WorkerTerms;
}

/** The readings of this host, taken by a worker that is kept alive. */
export interface Monitor extends Service {
  /** A second call waits for the first. */
  start(signal: AbortSignal): Promise<void>;
  /** The last sample; null before the first. */
  latest(): Sample | null;
  /** The last sample, or the first one as soon as it is there. Throws NOT_READY after one second without any. */
  first(signal?: AbortSignal): Promise<Sample>;
  /** A page of the last scan's processes. Throws INVALID_PARAMS for a cursor that is none, NOT_READY, UNAVAILABLE. */
  processes(
    query: ParsedInputOf<"processes.list">,
    signal?: AbortSignal,
  ): Promise<OutputOf<"processes.list">>;
  /** Services that run what an upgrade has replaced, looked for now. Throws UNAVAILABLE. */
  outdatedServices(): Promise<OutdatedServices>;
  /** Memory that the daemon's control groups leave it, bytes; null where they set no bound. Throws UNAVAILABLE. */
  memoryRoom(): Promise<number | null>;
  state(): Subsystem;
  /** Changes interval, deadline, collectors and mounts while running; another root or libc waits for the next start. */
  reconfigure(settings: MonitorSettings): Promise<void>;
}

const FIRST_SAMPLE_MS = 1000;

/** A monitor that does nothing yet. */
export function createMonitor(options: MonitorOptions): Monitor {
  let settings = options.settings;
  let latest: Sample | null = null;
  let started: Promise<void> | undefined;
  const first = Promise.withResolvers<Sample>();
  const logRuns = createRunLog();

  const take = (sample: Sample): void => {
    latest = sample;
    first.resolve(sample);
    logRuns(sample.collectors);
    options.onSample(sample);
  };

  const supervisor = supervise<WorkerLink<MonitorProtocol>>({
    name: "monitor",
    onState: options.onState,
    ...options.worker,
    async start(ended) {
      const link = await openLink<MonitorProtocol>({
        name: "monitor",
        spawn: () => spawnWorker(new URL("./worker.ts", import.meta.url), "monitor", options.permissions),
        onEvent: (_, sample) => take(sample),
        ...options.worker,
        onEnd: (reason, how) => how === "silence" && options.onHang ? options.onHang(reason) : ended(reason),
      });
      try {
        await link.call("start", settings);
        return link;
      } catch (error) {
        link.terminate();
        throw error;
      }
    },
  });

  const firstSample = async (signal?: AbortSignal): Promise<Sample> => {
    if (latest) return latest;
    const sample = withDeadline(first.promise, FIRST_SAMPLE_MS, notReady);
    try {
      return await (signal === undefined ? sample : orAborted(sample, signal));
    } catch (error) {
      if (!signal?.aborted) throw error;
      throw new CortexError("CANCELLED", "Cannot wait for the first sample: cancelled");
    }
  };

  return {
    name: "monitor",
    start: (signal) => started ??= supervisor.start(signal),
    latest: () => latest,
    first: firstSample,
    async processes({ cursor, ...query }, signal) {
      const after = cursor === undefined ? null : decodeCursor(query.sort, cursor);
      await firstSample(signal);
      const { next, ...page } = await supervisor.current().call("processes", { ...query, after }, { signal });
      return { ...page, next_cursor: next && encodeCursor(query.sort, next) };
    },
    outdatedServices: async () => await supervisor.current().call("outdated", null),
    memoryRoom: async () => await supervisor.current().call("memoryRoom", null),
    state: supervisor.state,
    async reconfigure(changed) {
      settings = changed;
      // A worker that is being started anew takes the settings with it.
      if (supervisor.state().state === "running") await supervisor.current().call("start", changed);
    },
    [Symbol.asyncDispose]() {
      supervisor.stop();
      return Promise.resolve();
    },
  };
}

function notReady(): CortexError {
  return new CortexError(
    "NOT_READY",
    `Cannot read this host yet: no sample within ${FIRST_SAMPLE_MS} ms; try again`,
    { retry_after_seconds: 1 },
  );
}
