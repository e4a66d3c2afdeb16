import type { Clock } from "../../../core/clock.ts";
import { CortexError, findOperation, toCortexError } from "../../../contract/mod.ts";
import type { Dispatcher } from "../../../operations/mod.ts";
import { jsonText } from "../../json_text.ts";
import { isMembers } from "../members.ts";
import type { Methods } from "../method.ts";
import type { RawCall } from "../raw_call.ts";

/** The protocol of cortexd: one bare object, one reply, compact and with its members in a fixed order. */
export class Cortexd {
  readonly #dispatcher: Dispatcher;
  readonly #methods: Methods;
  readonly #clock: Clock;

  constructor(dispatcher: Dispatcher, methods: Methods, clock: Clock) {
    this.#dispatcher = dispatcher;
    this.#methods = methods;
    this.#clock = clock;
  }

  /** The reply to a request; the first documents say `command` for `method`. */
  one(request: object, call: RawCall): string | Promise<string> {
    try {
      if (!isMembers(request)) throw this.#refused("it is not an object");
      const result = this.#run(request.method ?? request.command, request.params, call);
      return result instanceof Promise ? this.#later(result) : this.#success(result);
    } catch (error) {
      return this.failure(error);
    }
  }

  /** The reply to a request that failed. */
  failure(thrown: unknown): string {
    const error = toCortexError(thrown);
    const body = JSON.stringify({ code: error.row.cortexd, message: error.message });
    return `{"error":${body},"success":false,"timestamp":${this.#now()}}`;
  }

  #run(method: unknown, params: unknown, call: RawCall): object | Promise<object> {
    if (typeof method !== "string") throw this.#refused("it names no method");
    const legacy = this.#methods.get(method);
    if (legacy !== undefined) return legacy(isMembers(params) ? params : {}, call);
    const operation = findOperation(method);
    if (operation !== undefined) {
      return this.#dispatcher.call(operation.name, this.#dispatcher.parse(operation.name, params), call);
    }
    this.#dispatcher.refused();
    throw new CortexError("UNKNOWN_OPERATION", `Method not found: ${method.slice(0, 128)}`);
  }

  #refused(state: string): CortexError {
    this.#dispatcher.refused();
    return new CortexError("INVALID_REQUEST", `Cannot read the request: ${state}`);
  }

  #success(result: object): string {
    return `{"result":${jsonText(result).text},"success":true,"timestamp":${this.#now()}}`;
  }

  async #later(result: Promise<object>): Promise<string> {
    try {
      return this.#success(await result);
    } catch (error) {
      return this.failure(error);
    }
  }

  #now(): number {
    return Math.floor(this.#clock.wall() / 1000);
  }
}
