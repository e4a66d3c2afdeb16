import { CortexError } from "../../../src/contract/mod.ts";
import type { Parts } from "../../../src/operations/mod.ts";
import { sampleJob } from "./memory_jobs.ts";

const AT = "2026-11-21T12:00:00.000Z";

/** A language model that says the words of its prompt, each a piece and a token. */
export function memoryModel(): Parts["language_model"] {
  return {
    infer: ({ prompt, max_tokens }, call) => {
      if (prompt === "busy") throw new CortexError("BUSY", "Cannot wait for the model: 100 wait already");
      const words = prompt.split(/(?<= )/).slice(0, max_tokens);
      for (const text of words) call.tell?.({ type: "text", text });
      return {
        text: words.join(""),
        tokens: words.length,
        evaluated_tokens: words.length,
        ended_by: "model",
        model: "tiny",
      };
    },
    status: () => ({
      enabled: true,
      state: "ready",
      model: "tiny",
      path: "/var/lib/cortex/models/tiny.gguf",
      context_tokens: 512,
      loaded_at: AT,
      waiting: 0,
      answered: 3,
      restarts: 0,
      tokens_per_second: 60.5,
      first_token_ms: 80,
      problem: null,
    }),
    models: () => ({
      folder: "/var/lib/cortex/models",
      items: [{
        file: "tiny",
        path: "/var/lib/cortex/models/tiny.gguf",
        name: "Tiny",
        architecture: "llama",
        file_bytes: 486_752,
        trained_context: 512,
        context_tokens: 512,
        weights_bytes: 477_440,
        context_bytes: 2_953_216,
        is_default: true,
        is_loaded: true,
        problem: null,
      }],
    }),
    load: () => sampleJob(AT),
    unload: () => ({ unloaded: true }),
  };
}
