import { CortexError, toCortexError } from "../../../contract/mod.ts";
import type { Dispatcher } from "../../../operations/mod.ts";
import type { Method } from "../method.ts";

/** The methods of older programs that ask the language model. */
export function modelMethods(dispatcher: Dispatcher): readonly (readonly [string, Method])[] {
  const infer: Method = async ({ prompt, max_tokens, temperature }, call) => {
    const given = { prompt, max_tokens, temperature };
    const input = dispatcher.parse("assistant.infer", withoutNothing(given));
    try {
      const { text, tokens, model } = await dispatcher.call("assistant.infer", input, call);
      return { output: text, tokens, model };
    } catch (thrown) {
      throw asTheirs(toCortexError(thrown));
    }
  };
  const status: Method = async (_, call) => {
    const { state, model, path, waiting } = await dispatcher.call("assistant.status", {}, call);
    const loaded = state === "ready" || state === "answering";
    return { loaded, running: state === "answering", model, model_path: path, queue_size: waiting };
  };
  const load: Method = async (_, call) => {
    const { id } = await dispatcher.call("assistant.load", {}, call);
    return { loading: true, job_id: id };
  };
  const unload: Method = (_, call) => dispatcher.call("assistant.unload", {}, call);
  return [
    ["inference", infer],
    ["llm.infer", infer],
    ["llm.status", status],
    ["llm.load", load],
    ["llm.unload", unload],
  ];
}

/** What `status` of the second generation tells of the model. */
export async function modelBackend(
  dispatcher: Dispatcher,
  call: Parameters<Method>[1],
): Promise<{ backend: string; enabled: boolean }> {
  const { enabled } = await dispatcher.call("assistant.status", {}, call);
  return { backend: enabled ? "llama" : "none", enabled };
}

/** Their clients know a busy model, and not that something may be busy otherwise. */
function asTheirs(error: CortexError): CortexError {
  return error.code === "BUSY" ? new CortexError("MODEL_BUSY", error.message, { cause: error }) : error;
}

function withoutNothing(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
