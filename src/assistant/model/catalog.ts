import { CortexError, type ModelFile, toCortexError } from "../../contract/wire.ts";
import type { AssistantPlaces } from "../places.ts";
import { defaultModel, modelFiles } from "../places.ts";
import { contextTokens, estimateMemory } from "./estimate.ts";
import { fileName, readModelFacts } from "./facts.ts";

/** Path of a model by its file's name; the default one without a name. Throws NOT_FOUND, MODEL_NOT_LOADED. */
export function findModel(places: AssistantPlaces, name: string | undefined): string {
  if (name === undefined) return defaultModel(places) ?? nothing(places);
  const found = listPaths(places).find((path) => fileName(path) === fileName(name));
  if (found !== undefined) return found;
  throw new CortexError(
    "NOT_FOUND",
    `Cannot load the model "${name}": no such model; see \`cortex model list\``,
  );
}

function nothing(places: AssistantPlaces): never {
  const names = modelFiles(places).map(fileName);
  const why = names.length === 0
    ? "there is none; `cortex model import FILE` brings one, or set assistant.model_path"
    : `there are several: ${names.join(", ")}; name one, or set assistant.model_path`;
  throw new CortexError("MODEL_NOT_LOADED", `Cannot load a model: ${why}`);
}

/** All models with what their headers say. */
export async function listModels(
  places: AssistantPlaces,
  n_ctx: number,
  loaded: string | null,
): Promise<ModelFile[]> {
  const standard = defaultModel(places);
  return await Promise.all(
    listPaths(places).map(async (path) => ({
      ...await describeModel(path, n_ctx),
      is_default: path === standard,
      is_loaded: path === loaded,
    })),
  );
}

/** What the header of a file says; never fails: `problem` says why it says nothing. */
export async function describeModel(
  path: string,
  n_ctx: number,
): Promise<Omit<ModelFile, "is_default" | "is_loaded">> {
  const file = fileName(path);
  try {
    const facts = await readModelFacts(path);
    const { name, architecture, file_bytes, trained_context } = facts;
    return {
      file,
      path,
      name,
      architecture,
      file_bytes,
      trained_context,
      context_tokens: contextTokens(facts, n_ctx),
      ...estimateMemory(facts, n_ctx),
      problem: null,
    };
  } catch (error) {
    const nothing_known = { name: null, architecture: null, file_bytes: null, trained_context: null };
    const nothing_taken = { context_tokens: null, weights_bytes: null, context_bytes: null };
    return { file, path, ...nothing_known, ...nothing_taken, problem: toCortexError(error).message };
  }
}

function listPaths(places: AssistantPlaces): string[] {
  const { model_path } = places;
  return [...new Set([...(model_path === null ? [] : [model_path]), ...modelFiles(places)])];
}
