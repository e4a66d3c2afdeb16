import {
  BATCH_BYTES,
  CortexError,
  errorBody,
  findOperation,
  findSubscription,
  MAX_BATCH,
  toCortexError,
} from "../../contract/mod.ts";
import { type Dispatcher, nestedBatch } from "../../operations/mod.ts";
import { byteLength, jsonText, replyTooLarge } from "../json_text.ts";
import { isMembers, type Members } from "./members.ts";
import type { Methods } from "./method.ts";
import type { RawCall } from "./raw_call.ts";
import { jsonRpcFormat } from "./stream_formats.ts";

/** Ends a stream that a subscription has opened on the same connection. */
const CANCEL = "subscriptions.cancel";

/** Undefined: a notification, which gets no reply. */
type Id = string | number | null | undefined;

/** JSON-RPC 2.0 (jsonrpc.org/specification): the operations by their names, then the methods of older programs. */
export class JsonRpc {
  readonly #dispatcher: Dispatcher;
  readonly #others: Methods;

  constructor(dispatcher: Dispatcher, others: Methods) {
    this.#dispatcher = dispatcher;
    this.#others = others;
  }

  /** The reply to one request; undefined to a notification. */
  one(request: unknown, call: RawCall): string | undefined | Promise<string | undefined> {
    if (!isRequest(request)) {
      this.#dispatcher.refused();
      const error = new CortexError(
        "INVALID_REQUEST",
        "Cannot read the request: it is not a JSON-RPC 2.0 request",
      );
      return failureText(error, idOf(request), call);
    }
    const { method, params, id } = request;
    try {
      const result = this.#run(method, params, call);
      return result instanceof Promise ? resultLater(result, id, call) : resultText(result, id);
    } catch (error) {
      return id === undefined ? undefined : failureText(error, id, call);
    }
  }

  /** The reply to a batch, in the order of its requests; undefined when all of them are notifications. */
  async batch(requests: readonly unknown[], nextCall: () => RawCall): Promise<string | undefined> {
    if (requests.length === 0 || requests.length > MAX_BATCH) {
      this.#dispatcher.refused();
      const state = `it holds ${requests.length} requests, 1 to ${MAX_BATCH} are taken`;
      return failureText(
        new CortexError("INVALID_REQUEST", `Cannot read the batch: ${state}`),
        null,
        nextCall(),
      );
    }
    const replies: string[] = [];
    let bytes = 0;
    for (const request of requests) {
      const call = nextCall();
      const reply = isBatch(request)
        ? failureText(nestedBatch(), idOf(request), call)
        : await this.one(request, call);
      if (reply === undefined) continue;
      const size = byteLength(reply);
      if (bytes + size <= BATCH_BYTES) {
        bytes += size;
        replies.push(reply);
      } else {
        replies.push(failureText(replyTooLarge(), idOf(request), call));
      }
    }
    return replies.length === 0 ? undefined : `[${replies.join(",")}]`;
  }

  #run(method: string, params: unknown, call: RawCall): object | Promise<object> {
    const operation = findOperation(method);
    if (operation !== undefined) {
      return this.#dispatcher.call(operation.name, this.#dispatcher.parse(operation.name, params), call);
    }
    const subscription = findSubscription(method);
    if (subscription !== undefined) {
      const { name } = subscription;
      return this.#stream(() => call.subscriptions.open(name, params, (id) => jsonRpcFormat(name, id)));
    }
    if (method === CANCEL) return this.#stream(() => call.subscriptions.cancel(params));
    const other = this.#others.get(method);
    if (other !== undefined) return other(isMembers(params) ? params : {}, call);
    this.#dispatcher.refused();
    throw new CortexError("UNKNOWN_OPERATION", `Method not found: ${method.slice(0, 128)}`);
  }

  #stream(change: () => object): object {
    try {
      return change();
    } catch (error) {
      this.#dispatcher.refused();
      throw error;
    }
  }
}

/** Whether a request is for the operation `batch`. */
function isBatch(request: unknown): boolean {
  return isMembers(request) && request.method === "batch";
}

function isRequest(
  value: unknown,
): value is Members & { readonly method: string; readonly params?: unknown; readonly id?: Id } {
  return isMembers(value) && value.jsonrpc === "2.0" && typeof value.method === "string" &&
    (value.id === undefined || isId(value.id));
}

function isId(value: unknown): value is string | number | null {
  return typeof value === "string" || typeof value === "number" || value === null;
}

/** The id of what is not a good request: null where it has none that can be sent back. */
export function idOf(request: unknown): string | number | null {
  return isMembers(request) && isId(request.id) ? request.id : null;
}

function resultText(result: object, id: Id): string | undefined {
  if (id === undefined) return undefined;
  return `{"jsonrpc":"2.0","result":${jsonText(result).text},"id":${JSON.stringify(id)}}`;
}

async function resultLater(result: Promise<object>, id: Id, call: RawCall): Promise<string | undefined> {
  try {
    return resultText(await result, id);
  } catch (error) {
    return id === undefined ? undefined : failureText(error, id, call);
  }
}

/** The reply to a request that failed. */
export function failureText(
  thrown: unknown,
  id: string | number | null,
  { request_id }: Pick<RawCall, "request_id">,
): string {
  const error = toCortexError(thrown);
  const body = { code: error.row.rpc, message: error.message, data: errorBody(error, request_id) };
  return `{"jsonrpc":"2.0","error":${JSON.stringify(body)},"id":${JSON.stringify(id)}}`;
}
