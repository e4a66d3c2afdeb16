import type { TextBounds } from "./byte_reader.ts";
import { modelFault } from "./fault.ts";
import { type GgufHeader, readGguf } from "./gguf.ts";
import type { GgufList } from "./gguf_value.ts";

/** What matters of a model before it is loaded. */
export interface ModelFacts {
  readonly path: string;
  /** What it calls itself; else its file's name. */
  readonly name: string;
  /** `llama`, `qwen3`. */
  readonly architecture: string;
  readonly file_bytes: number;
  readonly weights_bytes: number;
  /** Tokens it was trained to look back over; null where it does not say. */
  readonly trained_context: number | null;
  readonly layers: number;
  readonly embedding: number;
  readonly feed_forward: number;
  readonly vocabulary: number;
  /** What no token of the vocabulary has more of; null where the header has none. */
  readonly token_bounds: TextBounds | null;
  /** Bytes that one token of context takes in all layers, as 16-bit numbers. */
  readonly token_bytes: number;
  /** Whether it says how a conversation is written for it. */
  readonly has_template: boolean;
}

/** Architectures that complete text and that the estimate holds for; the library knows more, for other uses. */
const ARCHITECTURES: ReadonlySet<string> = new Set([
  ...[
    "llama",
    "mistral3",
    "qwen2",
    "qwen2moe",
    "qwen3",
    "qwen3moe",
    "gemma",
    "gemma2",
    "gemma3",
    "phi2",
    "phi3",
  ],
  ...["smollm3", "granite", "granitemoe", "starcoder2", "deepseek2", "falcon", "gptneox", "stablelm", "olmo"],
  ...["olmo2", "command-r", "cohere2", "internlm2", "exaone", "gpt-oss", "glm4", "minicpm", "ernie4_5"],
]);

/** Reads them. Throws as {@link readGguf}, and MODEL_INVALID for an architecture that does not complete text. */
export async function readModelFacts(path: string): Promise<ModelFacts> {
  const header = await readGguf(path);
  const architecture = textOf(header, "general.architecture");
  if (architecture === null || !ARCHITECTURES.has(architecture)) {
    const known = [...ARCHITECTURES].slice(0, 8).join(", ");
    throw modelFault(
      path,
      "architecture",
      `it is of the architecture "${(architecture ?? "").slice(0, 64)}", which answers no questions; ` +
        `take one of ${known} or another for text`,
    );
  }
  const number = (name: string) => numberOf(header, `${architecture}.${name}`);
  const layers = number("block_count") ?? 0;
  const embedding = number("embedding_length") ?? 0;
  const heads = number("attention.head_count") ?? 1;
  const head = heads > 0 ? embedding / heads : embedding;
  const pair = (number("attention.key_length") ?? head) + (number("attention.value_length") ?? head);
  const words = listOf(header, "tokenizer.ggml.tokens");
  const kv_heads = kvHeads(header, architecture, { layers, heads });
  return {
    path,
    name: textOf(header, "general.name") ?? fileName(path),
    architecture,
    file_bytes: header.file_bytes,
    weights_bytes: header.weights_bytes,
    trained_context: number("context_length"),
    layers,
    embedding,
    feed_forward: number("feed_forward_length") ?? 4 * embedding,
    vocabulary: words?.length ?? number("vocab_size") ?? 0,
    token_bounds: words === null ? null : { longest: words.longest, most_words: words.most_words },
    token_bytes: 2 * kv_heads * pair,
    has_template: header.entries.has("tokenizer.chat_template"),
  };
}

/** Name of a model's file without its ending. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.gguf$/i, "");
}

/** Heads that are kept for each token, of all layers together. */
function kvHeads(
  header: GgufHeader,
  architecture: string,
  { layers, heads }: { readonly layers: number; readonly heads: number },
): number {
  const value = header.entries.get(`${architecture}.attention.head_count_kv`);
  if (Array.isArray(value)) return value.reduce((sum: number, one: number) => sum + one, 0);
  return layers * (typeof value === "number" ? value : heads);
}

function numberOf({ entries }: GgufHeader, key: string): number | null {
  const value = entries.get(key);
  if (Array.isArray(value)) return Math.max(0, ...value);
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function textOf({ entries }: GgufHeader, key: string): string | null {
  const value = entries.get(key);
  return typeof value === "string" && value !== "" ? value : null;
}

function listOf({ entries }: GgufHeader, key: string): GgufList | null {
  const value = entries.get(key);
  return typeof value === "object" && "longest" in value ? value : null;
}
