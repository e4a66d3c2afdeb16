import {
  CortexError,
  errorBody,
  findOperation,
  findSubscription,
  type OperationKind,
  toCortexError,
} from "../../contract/mod.ts";
import type { Dispatcher } from "../../operations/mod.ts";
import { jsonText } from "../json_text.ts";
import { isMembers, type Members } from "./members.ts";
import type { RawCall } from "./raw_call.ts";
import { SPACEDRIVE_FORMAT } from "./stream_formats.ts";

/** The kinds of requests, and the operations each of them may name. */
const KINDS: Readonly<Record<string, OperationKind>> = {
  Query: "query",
  Action: "action",
};

/** What opens a stream on the connection and what ends it. */
const STREAM_KINDS: readonly string[] = ["Subscribe", "Unsubscribe"];

/** `query:health.get.v1`, `action:alerts.clear.v1` and, the same, `action:alerts.clear.input.v1`. */
const WIRE_NAME = /^(query|action|subscription):([a-z_.]+?)(?:\.input)?\.v1$/;

/** The member that makes a value a request of this form; undefined for other values. */
export function spacedriveKind(value: Members): string | undefined {
  return [...Object.keys(KINDS), ...STREAM_KINDS].find((kind) => Object.hasOwn(value, kind));
}

/**
 * Spacedrive's form: `{"Query":{"method","payload"}}` is answered by `{"Ok":…}` or `{"Error":…}`,
 * `{"Subscribe":{"event_types","filter"}}` by `{"Ok":…}` and then `{"Event":…}`.
 */
export class Spacedrive {
  readonly #dispatcher: Dispatcher;

  constructor(dispatcher: Dispatcher) {
    this.#dispatcher = dispatcher;
  }

  /** The reply to a request of a kind. */
  one(kind: string, request: unknown, call: RawCall): string | Promise<string> {
    try {
      const result = STREAM_KINDS.includes(kind)
        ? this.#stream(kind, request, call)
        : this.#run(kind, request, call);
      return result instanceof Promise ? okLater(result, call) : okText(result);
    } catch (error) {
      return errorText(error, call);
    }
  }

  #stream(kind: string, request: unknown, call: RawCall): object {
    try {
      if (!isMembers(request)) {
        throw new CortexError("INVALID_REQUEST", `Cannot read the ${kind}: it must be an object`);
      }
      return kind === "Subscribe" ? subscribe(request, call) : call.subscriptions.cancel(request);
    } catch (error) {
      this.#dispatcher.refused();
      throw error;
    }
  }

  #run(kind: string, request: unknown, call: RawCall): object | Promise<object> {
    if (!isMembers(request) || typeof request.method !== "string") {
      this.#dispatcher.refused();
      throw new CortexError("INVALID_REQUEST", `Cannot read the ${kind}: it needs a method and a payload`);
    }
    const [, wire_kind, name] = WIRE_NAME.exec(request.method) ?? [];
    const operation = findOperation(name ?? "");
    if (operation === undefined || operation.kind !== wire_kind || operation.kind !== KINDS[kind]) {
      this.#dispatcher.refused();
      throw unknownMethod(request.method, kind);
    }
    return this.#dispatcher.call(
      operation.name,
      this.#dispatcher.parse(operation.name, request.payload),
      call,
    );
  }
}

/** Events by their types, a list of none meaning all of them; or any subscription by its wire name. */
function subscribe(request: Members, { subscriptions }: RawCall): object {
  const { event_types, filter = {}, method, payload } = request;
  if (typeof method === "string") {
    const [, kind, name = ""] = WIRE_NAME.exec(method) ?? [];
    const subscription = kind === "subscription" ? findSubscription(name) : undefined;
    if (subscription === undefined) throw unknownMethod(method, "Subscribe");
    return subscriptions.open(subscription.name, payload, () => SPACEDRIVE_FORMAT);
  }
  const all = event_types === undefined || (Array.isArray(event_types) && event_types.length === 0);
  const input = isMembers(filter) && !all ? { ...filter, types: event_types } : filter;
  return subscriptions.open("events.stream", input, () => SPACEDRIVE_FORMAT);
}

function unknownMethod(method: string, kind: string): CortexError {
  return new CortexError(
    "UNKNOWN_OPERATION",
    `Cannot find the method "${method.slice(0, 128)}": there is no such ${kind}`,
  );
}

function okText(result: object): string {
  return `{"Ok":${jsonText(result).text}}`;
}

async function okLater(result: Promise<object>, call: RawCall): Promise<string> {
  try {
    return okText(await result);
  } catch (error) {
    return errorText(error, call);
  }
}

/** The reply to a request that failed. */
export function errorText(error: unknown, { request_id }: Pick<RawCall, "request_id">): string {
  return JSON.stringify({ Error: errorBody(toCortexError(error), request_id) });
}
