import { CortexError } from "../../contract/wire.ts";

/** What is wrong with a model. */
export type ModelProblem =
  | "not_gguf"
  | "cut"
  | "damaged"
  | "version"
  | "architecture"
  | "memory"
  | "library";

/** A model that cannot be used. `what` says why and what to do. */
export function modelFault(path: string, problem: ModelProblem, what: string): CortexError {
  return new CortexError("MODEL_INVALID", `Cannot load the model "${path}": ${what}`, {
    details: { path, problem },
  });
}

/** There is no file of that name, or it cannot be opened. */
export function modelMissing(path: string, error: unknown): CortexError {
  const why = error instanceof Deno.errors.NotFound ? "there is no such file" : "it cannot be read";
  const message =
    `Cannot load the model "${path}": ${why}; see assistant.model_path and \`cortex model list\``;
  return new CortexError("NOT_FOUND", message, { details: { path }, cause: error });
}
