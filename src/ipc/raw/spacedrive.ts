import {
  CortexError,
  errorBody,
  findOperation,
  type OperationKind,
  toCortexError,
} from "../../contract/mod.ts";
import type { Dispatcher } from "../../operations/mod.ts";
import { jsonText } from "../json_text.ts";
import { isMembers, type Members } from "./members.ts";
import type { RawCall } from "./raw_call.ts";

/** The kinds of requests, and the operations each of them may name. */
const KINDS: Readonly<Record<string, OperationKind>> = {
  Query: "query",
  Action: "action",
  Subscribe: "subscription",
};

/** `query:health.get.v1`, `action:alerts.clear.v1` and, the same, `action:alerts.clear.input.v1`. */
const WIRE_NAME = /^(query|action|subscription):([a-z_.]+?)(?:\.input)?\.v1$/;

/** The member that makes a value a request of this form; undefined for other values. */
export function spacedriveKind(value: Members): string | undefined {
  return Object.keys(KINDS).find((kind) => Object.hasOwn(value, kind));
}

/** Spacedrive's form: `{"Query":{"method","payload"}}` is answered by `{"Ok":…}` or `{"Error":…}`. */
export class Spacedrive {
  readonly #dispatcher: Dispatcher;

  constructor(dispatcher: Dispatcher) {
    this.#dispatcher = dispatcher;
  }

  /** The reply to a request of a kind. */
  one(kind: string, request: unknown, call: RawCall): string | Promise<string> {
    try {
      const result = this.#run(kind, request, call);
      return result instanceof Promise ? okLater(result, call) : okText(result);
    } catch (error) {
      return errorText(error, call);
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
      throw new CortexError(
        "UNKNOWN_OPERATION",
        `Cannot find the method "${request.method.slice(0, 128)}": there is no such ${kind}`,
      );
    }
    return this.#dispatcher.call(
      operation.name,
      this.#dispatcher.parse(operation.name, request.payload),
      call,
    );
  }
}

function okText(result: object): string {
  return `{"Ok":${jsonText(result)}}`;
}

async function okLater(result: Promise<object>, call: RawCall): Promise<string> {
  try {
    return okText(await result);
  } catch (error) {
    return errorText(error, call);
  }
}

/** The reply to a request that failed. */
export function errorText(error: unknown, { request_id }: RawCall): string {
  return JSON.stringify({ Error: errorBody(toCortexError(error), request_id) });
}
