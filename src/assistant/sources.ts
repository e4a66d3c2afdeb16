import type { OperationName, OutputOf, ParsedInputOf } from "../contract/mod.ts";

type Answer<N extends OperationName> = OutputOf<N> | Promise<OutputOf<N>>;

/** Something that can be cancelled. */
export interface Cancellable {
  readonly signal: AbortSignal;
}

/** The parts of the daemon that answers are made from. Each may fail with a `CortexError`. */
export interface Sources {
  readonly health: { get(call: Cancellable): Answer<"health.get"> };
  readonly monitor: {
    processes(query: ParsedInputOf<"processes.list">, call: Cancellable): Answer<"processes.list">;
    users(query: ParsedInputOf<"users.list">, call: Cancellable): Answer<"users.list">;
    persistentUsers(query: ParsedInputOf<"users.persistent">): OutputOf<"users.persistent">;
  };
  readonly alerts: {
    list(query: ParsedInputOf<"alerts.list">): Answer<"alerts.list">;
    get(query: ParsedInputOf<"alerts.get">): Answer<"alerts.get">;
  };
  readonly events: { list(query: ParsedInputOf<"events.list">): Answer<"events.list"> };
  readonly services: { failed(): OutputOf<"services.failed"> };
  readonly packages: {
    status(): Answer<"packages.status">;
    updates(query: ParsedInputOf<"packages.updates">): Answer<"packages.updates">;
    history(query: ParsedInputOf<"packages.history">, call: Cancellable): Answer<"packages.history">;
    conflicts(): Answer<"packages.conflicts">;
    info(query: ParsedInputOf<"packages.info">): Answer<"packages.info">;
    why(query: ParsedInputOf<"packages.why">, call: Cancellable): Answer<"packages.why">;
  };
  readonly vulnerabilities: {
    summary(): Answer<"vulnerabilities.summary">;
    list(query: ParsedInputOf<"vulnerabilities.list">): Answer<"vulnerabilities.list">;
  };
  readonly metrics: { query(query: ParsedInputOf<"metrics.query">): Answer<"metrics.query"> };
}
