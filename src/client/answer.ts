import { CortexError, ROUTES } from "../contract/wire.ts";
import { joinSignals } from "./joined.ts";
import type { OpenLines } from "./line_stream.ts";
import { httpCall } from "./request.ts";
import { itemOf } from "./stream_item.ts";
import type { AnsweringName, AnswerOptions } from "./types.ts";

/** An answer in pieces before its types. */
export type UntypedAnswer = (
  name: AnsweringName,
  input: object,
  options?: AnswerOptions,
) => Promise<unknown>;

/** Calls operations whose answer comes piece by piece; what a model has begun to say is not asked for again. */
export function answerer(open: OpenLines, life: AbortSignal): UntypedAnswer {
  return async (name, input, options = {}) => {
    const { signal, forget } = joinSignals(life, options.signal);
    try {
      const { lines } = await open(name, httpCall(name, ROUTES[name], { ...input }), signal);
      for await (const line of lines) {
        if (line === "") continue;
        const { type, id, text, before, answer } = itemOf(name, line);
        if (type === "answer") return answer;
        if (type === "job" && typeof id === "string") options.onJob?.(id);
        if (type === "text" && typeof text === "string") options.onText?.(text);
        if (type === "queue" && typeof before === "number") options.onQueue?.(before);
      }
      throw new CortexError(
        "CONNECTION_LOST",
        `Cannot finish "${name}": the connection ended before the answer`,
      );
    } finally {
      forget();
    }
  };
}
