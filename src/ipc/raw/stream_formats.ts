import { errorBody, type SubscriptionName } from "../../contract/mod.ts";
import { encode, once, type StreamFormat } from "../streams/format.ts";

const textOf = once((_type, item) => JSON.stringify(item));

/**
 * Notifications of JSON-RPC 2.0: the method is the subscription's, its parameters are `subscription` with `event`,
 * null for a sign of life, or with `error` at the end.
 */
export function jsonRpcFormat(name: SubscriptionName, id: number): StreamFormat {
  const notification = (member: string) =>
    encode(`{"jsonrpc":"2.0","method":"${name}","params":{"subscription":${id},${member}}}\n`);
  return {
    item: (type, item) => notification(`"event":${textOf(type, item)}`),
    beat: notification(`"event":null`),
    end: (reason) => notification(`"error":${JSON.stringify(errorBody(reason))}`),
  };
}

/** Spacedrive's lines: `{"Event":…}`, null for a sign of life, `{"Error":…}` at the end. */
export const SPACEDRIVE_FORMAT: StreamFormat = {
  item: (type, item) => encode(`{"Event":${textOf(type, item)}}\n`),
  beat: encode(`{"Event":null}\n`),
  end: (reason) => encode(`${JSON.stringify({ Error: errorBody(reason) })}\n`),
};
