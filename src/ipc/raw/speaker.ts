import type { Clock } from "../../core/clock.ts";
import type { CortexError } from "../../contract/mod.ts";
import type { Dispatcher } from "../../operations/mod.ts";
import { Cortexd } from "./cortexd/cortexd.ts";
import { cortexdMethods, type LegacyOptions } from "./cortexd/methods.ts";
import type { End, Received } from "./framer.ts";
import { goxelMethods } from "./goxel.ts";
import { failureText, idOf, JsonRpc } from "./json_rpc.ts";
import { isMembers } from "./members.ts";
import type { RawCall } from "./raw_call.ts";
import { errorText, Spacedrive, spacedriveKind } from "./spacedrive.ts";

/** What is said to a request. */
export interface Spoken {
  /**
   * What is sent, with the newline where the form has one; undefined for nothing, after notifications. Bytes, so
   * that nothing holds the text while a slow client reads.
   */
  readonly bytes: Uint8Array | undefined;
  /** Whether the connection stays open for more. */
  readonly stay: boolean;
}

/** What the forms need. */
export interface SpeakerOptions extends LegacyOptions {
  readonly clock: Clock;
}

/** Knows which form a request has, and answers in the same. */
export class Speaker {
  readonly #dispatcher: Dispatcher;
  readonly #cortexd: Cortexd;
  readonly #json_rpc: JsonRpc;
  readonly #spacedrive: Spacedrive;

  constructor(options: SpeakerOptions) {
    const { dispatcher, clock } = options;
    const methods = new Map([...cortexdMethods(options), ...goxelMethods(dispatcher)]);
    this.#dispatcher = dispatcher;
    this.#cortexd = new Cortexd(dispatcher, methods, clock);
    this.#json_rpc = new JsonRpc(dispatcher, methods);
    this.#spacedrive = new Spacedrive(dispatcher);
  }

  /**
   * Answers one request. A JSON-RPC request is one only when a newline ends it; without, it is cortexd's form.
   * @param stays Whether the connection has shown before that it stays open.
   */
  speak(request: Received, stays: boolean, nextCall: () => RawCall): Spoken | Promise<Spoken> {
    const { value, end } = request;
    const ended = end === "newline";
    if (Array.isArray(value) && (ended || stays || value.some(saysJsonRpc))) {
      return this.#json_rpc.batch(value, nextCall).then(lineOf);
    }
    const call = nextCall();
    if (isMembers(value)) {
      if (ended && saysJsonRpc(value)) {
        return this.#say(this.#json_rpc.one(value, call), lineOf, call, request);
      }
      const kind = spacedriveKind(value);
      if (kind !== undefined) {
        return this.#say(this.#spacedrive.one(kind, value[kind], call), lineOf, call, request);
      }
    }
    return this.#say(this.#cortexd.one(value, call), onceOf, call, request);
  }

  /** Makes what is sent of a text, and tells how large it is. */
  #say<T extends string | undefined>(
    text: T | Promise<T>,
    form: (text: T) => Spoken,
    call: RawCall,
    request: Received,
  ): Spoken | Promise<Spoken> {
    if (text instanceof Promise) return text.then((text) => this.#sized(form(text), call, request));
    return this.#sized(form(text), call, request);
  }

  #sized(spoken: Spoken, { operation }: RawCall, { bytes }: Received): Spoken {
    if (operation !== undefined) {
      this.#dispatcher.replied(operation, "raw", bytes, spoken.bytes?.byteLength ?? 0);
    }
    return spoken;
  }

  /**
   * Answers what is not run, in the form it has.
   * @param value The request, where it could be read.
   */
  refuse(error: CortexError, value: object | undefined, end: End, call: Pick<RawCall, "request_id">): Spoken {
    this.#dispatcher.refused();
    if (isMembers(value) && spacedriveKind(value) !== undefined) return lineOf(errorText(error, call));
    if (end === "newline" && (value === undefined || Array.isArray(value) || saysJsonRpc(value))) {
      return lineOf(failureText(error, idOf(value), call));
    }
    return onceOf(this.#cortexd.failure(error));
  }
}

/** Whether a value says of itself that it is JSON-RPC 2.0. */
export function saysJsonRpc(value: unknown): boolean {
  return isMembers(value) && value.jsonrpc === "2.0";
}

const encoder = new TextEncoder();

/** A reply after which the connection stays open. */
function lineOf(text: string | undefined): Spoken {
  return { bytes: text === undefined ? undefined : encoder.encode(`${text}\n`), stay: true };
}

/** A reply after which the connection is closed. */
function onceOf(text: string): Spoken {
  return { bytes: encoder.encode(text), stay: false };
}
