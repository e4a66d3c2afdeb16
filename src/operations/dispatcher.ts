import { CortexError, type OperationName, type OutputOf, type ParsedInputOf } from "../contract/mod.ts";
import type { Clock } from "../core/clock.ts";
import { CoarseTimer } from "../core/coarse_timer.ts";
import { Gate, type GateLimits, type Place } from "../core/gate.ts";
import { logger } from "../log/mod.ts";
import type { RunInside } from "./batch.ts";
import type { Call, Handlers } from "./handler.ts";
import { createHandlers } from "./handlers.ts";
import type { OperationHooks } from "./hooks.ts";
import { parseInput } from "./invalid_params.ts";
import type { Answer, LegacyConfig, Parts, RequestStats } from "./parts.ts";
import { PendingCall } from "./pending_call.ts";
import { type Terms, termsOf } from "./terms.ts";

/** Limits of operations; read anew at each call, so that a reload takes hold. */
export interface DispatcherLimits extends GateLimits {
  readonly operation_timeout_ms: number;
}

/** What a dispatcher is made of. */
export interface DispatcherOptions {
  readonly parts: Parts;
  limits(): DispatcherLimits;
  readonly clock: Clock;
  /** Told of every operation. */
  readonly hooks?: OperationHooks;
}

/** The only way into the daemon's work. */
export interface Dispatcher {
  /**
   * Runs an operation. Fails, by throwing or by a rejected promise, only with a `CortexError` of a code that the
   * operation declares or that every operation may fail with.
   */
  call<N extends OperationName>(name: N, input: ParsedInputOf<N>, context: Call): Answer<N>;
  /**
   * Checks an input and fills in its defaults. Throws INVALID_PARAMS that names field, problem and valid values, and
   * counts the request as refused.
   */
  parse<N extends OperationName>(name: N, raw: unknown): ParsedInputOf<N>;
  /** Counts a request that never became a call. */
  refused(): void;
  /** Tells the hooks how large an operation's request and reply were, bytes. */
  readonly replied: OperationHooks["replied"];
  stats(): RequestStats;
  /** What the cortexd protocol tells of settings outside the transports. */
  legacy(): LegacyConfig;
  /** Takes no more calls and waits for the running ones; those that still run after `ms` are cancelled. */
  drain(ms: number): Promise<void>;
}

/** Makes the dispatcher. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  return new OperationDispatcher(options);
}

class OperationDispatcher implements Dispatcher {
  readonly #log = logger("operations");
  readonly #parts: Parts;
  readonly #limits: () => DispatcherLimits;
  readonly #clock: Clock;
  readonly #hooks: OperationHooks | undefined;
  readonly #handlers: Handlers;
  readonly #gate: Gate;
  readonly #deadlines: CoarseTimer;
  readonly #pending = new Set<PendingCall>();
  #total = 0;
  #failed = 0;
  #stopping = false;
  #idle: (() => void) | undefined;

  constructor({ parts, limits, clock, hooks }: DispatcherOptions) {
    this.#parts = parts;
    this.#limits = limits;
    this.#clock = clock;
    this.#hooks = hooks;
    const run_inside: RunInside = (name, raw, batch) => this.#inside(name, raw, batch);
    this.#handlers = createHandlers(parts, { requests: () => this.stats(), clock, run_inside });
    this.#gate = new Gate(limits);
    this.#deadlines = new CoarseTimer(clock, 50);
  }

  call<N extends OperationName>(name: N, input: ParsedInputOf<N>, context: Call): Answer<N> {
    const terms = termsOf(name);
    context.named?.(name);
    const begun_ms = this.#begin(terms, context);
    try {
      if (this.#stopping) throw shuttingDown();
      if (terms.scope === "control" && context.scope === "read") throw denied(name);
      const handler = this.#handlers[name];
      if (!handler.at_once) return this.#admit(terms, handler.run, input, context, begun_ms);
      const output = handler.run(input, context);
      this.#done(terms, context, begun_ms);
      return output;
    } catch (error) {
      throw this.#fault(error, terms, context, begun_ms);
    }
  }

  parse<N extends OperationName>(name: N, raw: unknown): ParsedInputOf<N> {
    try {
      return parseInput(name, raw);
    } catch (error) {
      this.refused();
      throw error;
    }
  }

  refused(): void {
    this.#total++;
    this.#failed++;
  }

  replied(
    name: OperationName,
    transport: Call["transport"],
    request_bytes: number,
    reply_bytes: number,
  ): void {
    this.#hooks?.replied(name, transport, request_bytes, reply_bytes);
  }

  stats(): RequestStats {
    return {
      total: this.#total,
      failed: this.#failed,
      running: this.#gate.running,
      waiting: this.#gate.waiting,
    };
  }

  legacy(): LegacyConfig {
    return this.#parts.config.legacy();
  }

  async drain(ms: number): Promise<void> {
    this.#stopping = true;
    this.#gate.close(shuttingDown);
    if (this.#pending.size === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      for (const call of this.#pending) call.end(shuttingDown());
    }, ms);
    this.#idle = resolve;
    await promise;
    clearTimeout(timer);
  }

  /** Runs a call of a batch in the place that the batch has: only the batch itself waits in line. */
  async #inside<N extends OperationName>(name: N, raw: unknown, batch: Call): Promise<OutputOf<N>> {
    const input = this.parse(name, raw);
    const terms = termsOf(name);
    const begun_ms = this.#begin(terms, batch);
    try {
      if (terms.scope === "control" && batch.scope === "read") throw denied(name);
      const output = await this.#handlers[name].run(input, batch);
      this.#done(terms, batch, begun_ms);
      return output;
    } catch (error) {
      throw this.#fault(error, terms, batch, begun_ms);
    }
  }

  /** Lets a call in that may take time, or puts it in line, or refuses it. */
  #admit<N extends OperationName>(
    terms: Terms,
    run: (input: ParsedInputOf<N>, call: PendingCall) => Answer<N>,
    input: ParsedInputOf<N>,
    context: Call,
    begun_ms: number,
  ): Answer<N> {
    const admission = this.#gate.enter();
    if (admission === "full") throw busy();
    const time_ms = terms.timeout_ms ?? this.#limits().operation_timeout_ms;
    const call = new PendingCall(context, begun_ms, time_ms);
    if (admission !== "entered") {
      const answer = admission.turn.then(() => {
        if (call.reason !== undefined) throw call.reason;
        return run(input, call);
      });
      return this.#wait<N>(terms, answer, call, context, begun_ms, admission);
    }
    let answer: Answer<N> | undefined;
    try {
      answer = run(input, call);
    } finally {
      if (!(answer instanceof Promise)) this.#gate.exit();
    }
    if (answer instanceof Promise) return this.#wait<N>(terms, answer, call, context, begun_ms);
    this.#done(terms, context, begun_ms);
    return answer;
  }

  /** Waits for the answer, the deadline, the client's leaving or the daemon's end, whichever comes first. */
  async #wait<N extends OperationName>(
    terms: Terms,
    answer: Promise<OutputOf<N>>,
    call: PendingCall,
    context: Call,
    begun_ms: number,
    place?: Place,
  ): Promise<OutputOf<N>> {
    const leave = () =>
      call.end(new CortexError("CANCELLED", "Cannot finish the operation: its client left"));
    const client = context.signal;
    client.addEventListener("abort", leave);
    if (client.aborted) leave();
    this.#pending.add(call);
    this.#deadlines.watch(call);
    try {
      const output = await call.outcome<OutputOf<N>>(answer);
      this.#done(terms, context, begun_ms);
      return output;
    } catch (error) {
      throw this.#fault(error, terms, context, begun_ms);
    } finally {
      client.removeEventListener("abort", leave);
      this.#deadlines.forget(call);
      this.#pending.delete(call);
      if (place === undefined || place.entered) this.#gate.exit();
      else place.leave();
      if (this.#pending.size === 0) this.#idle?.();
    }
  }

  /** Counts a call and gives back when it began. */
  #begin({ name }: Terms, { transport }: Call): number {
    this.#total++;
    this.#hooks?.started(name, transport);
    return this.#clock.steady();
  }

  #done({ name, kind, routine }: Terms, { request_id, transport }: Call, begun_ms: number): void {
    this.#hooks?.finished(name, transport, this.#clock.steady() - begun_ms);
    if (kind !== "action") return;
    this.#log[routine ? "debug" : "info"]("Action {operation} done", {
      operation: name,
      request_id,
      transport,
    });
  }

  /** What may be shown of a failure; what the operation does not declare is a fault of ours, told once, in the log. */
  #fault(error: unknown, terms: Terms, call: Call, begun_ms: number): CortexError {
    this.#failed++;
    const shown = this.#shown(error, terms, call);
    this.#hooks?.failed(terms.name, call.transport, this.#clock.steady() - begun_ms, shown.code);
    return shown;
  }

  #shown(error: unknown, { name, codes }: Terms, { request_id, transport }: Call): CortexError {
    if (error instanceof CortexError && error.code !== "INTERNAL" && codes.has(error.code)) return error;
    this.#log.error("Cannot finish the operation {operation}: {error}", {
      operation: name,
      request_id,
      transport,
      error,
    });
    return new CortexError("INTERNAL", "Cannot finish the operation: internal error, see the daemon's log");
  }
}

function shuttingDown(): CortexError {
  return new CortexError("SHUTTING_DOWN", "Cannot start the operation: the daemon is stopping", {
    retry_after_seconds: 1,
  });
}

function denied(name: OperationName): CortexError {
  return new CortexError(
    "PERMISSION_DENIED",
    `Cannot run "${name}": this socket takes queries only; use the control socket`,
  );
}

function busy(): CortexError {
  return new CortexError("BUSY", "Cannot start the operation: too many are waiting; try again", {
    retry_after_seconds: 1,
  });
}
