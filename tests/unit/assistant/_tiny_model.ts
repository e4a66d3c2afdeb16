/** What a tiny model may have otherwise than others. */
export interface TinyModelOptions {
  readonly architecture?: string;
  readonly name?: string;
  readonly context?: number;
  readonly version?: number;
  /** Makes other weights. @default {1} */
  readonly seed?: number;
  /** More of them take longer for each token. @default {2} */
  readonly layers?: number;
  /** Words that nobody uses, for a longer header. @default {0} */
  readonly unused_words?: number;
}

const EMBEDDING = 64;
const FEED_FORWARD = 128;
const HEADS = 4;
const KV_HEADS = 2;
const ALIGNMENT = 32;

interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
}

/** Writes the parts of a GGUF file: little-endian, texts and lists with their length before them. */
class GgufWriter {
  #bytes = new Uint8Array(1_048_576);
  #view = new DataView(this.#bytes.buffer);
  #at = 0;

  get length(): number {
    return this.#at;
  }

  u32(value: number): this {
    this.#room(4).setUint32(this.#at - 4, value, true);
    return this;
  }

  f32(value: number): this {
    this.#room(4).setFloat32(this.#at - 4, value, true);
    return this;
  }

  u64(value: number): this {
    this.#room(8).setBigUint64(this.#at - 8, BigInt(value), true);
    return this;
  }

  text(value: string): this {
    const bytes = new TextEncoder().encode(value);
    this.u64(bytes.length);
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#at - bytes.length);
    return this;
  }

  pad(): this {
    this.#room((ALIGNMENT - this.#at % ALIGNMENT) % ALIGNMENT);
    return this;
  }

  done(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#at);
  }

  #room(bytes: number): DataView {
    this.#at += bytes;
    if (this.#at > this.#bytes.length) {
      const larger = new Uint8Array(this.#at * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return this.#view;
  }
}

/** Numbers like normally distributed ones, the same for the same seed (xorshift32). */
function randomNumbers(seed: number): () => number {
  let state = seed * 2_654_435_761 >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) / 2 ** 32 - 0.5) * 0.35;
  };
}

/** Words of the vocabulary with their kinds: three special ones, every byte, every printable character. */
function vocabulary(unused: number): { readonly word: string; readonly kind: number }[] {
  const bytes = Array.from({ length: 256 }, (_, byte) => {
    const word = `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`;
    return { word, kind: 6 };
  });
  const characters = Array.from({ length: 95 }, (_, index) => {
    const character = String.fromCharCode(32 + index);
    return { word: character === " " ? "\u2581" : character, kind: 1 };
  });
  const more = Array.from({ length: unused }, (_, index) => ({ word: `unused word ${index}`, kind: 5 }));
  return [
    { word: "<unk>", kind: 2 },
    { word: "<s>", kind: 3 },
    { word: "</s>", kind: 3 },
    ...bytes,
    ...characters,
    ...more,
  ];
}

/**
 * A language model of some hundred kB with random weights, as a GGUF file: llama's architecture, with few layers. It
 * loads and answers like any other; what it says means nothing.
 */
export function tinyModel(options: TinyModelOptions = {}): Uint8Array<ArrayBuffer> {
  const { architecture = "llama", name = "Tiny", context = 512, version = 3, seed = 1, layers = 2 } = options;
  const words = vocabulary(options.unused_words ?? 0);
  const tensors = tensorsOf(words.length, layers);
  const writer = new GgufWriter();
  const head = EMBEDDING / HEADS;
  const entries: (() => unknown)[] = [];
  const text = (key: string, value: string) => entries.push(() => writer.text(key).u32(8).text(value));
  const number = (key: string, value: number) => entries.push(() => writer.text(key).u32(4).u32(value));
  const list = (key: string, type: number, write: (word: { word: string; kind: number }) => void) =>
    entries.push(() => {
      writer.text(key).u32(9).u32(type).u64(words.length);
      words.forEach(write);
    });
  text("general.architecture", architecture);
  text("general.name", name);
  number(`${architecture}.context_length`, context);
  number(`${architecture}.embedding_length`, EMBEDDING);
  number(`${architecture}.block_count`, layers);
  number(`${architecture}.feed_forward_length`, FEED_FORWARD);
  number(`${architecture}.attention.head_count`, HEADS);
  number(`${architecture}.attention.head_count_kv`, KV_HEADS);
  number(`${architecture}.rope.dimension_count`, head);
  number(`${architecture}.vocab_size`, words.length);
  entries.push(() => writer.text(`${architecture}.attention.layer_norm_rms_epsilon`).u32(6).f32(1e-5));
  text("tokenizer.ggml.model", "llama");
  list("tokenizer.ggml.tokens", 8, ({ word }) => writer.text(word));
  list("tokenizer.ggml.scores", 6, () => writer.f32(0));
  list("tokenizer.ggml.token_type", 5, ({ kind }) => writer.u32(kind));
  number("tokenizer.ggml.unknown_token_id", 0);
  number("tokenizer.ggml.bos_token_id", 1);
  number("tokenizer.ggml.eos_token_id", 2);

  writer.u32(0x46554747).u32(version).u64(tensors.length).u64(entries.length);
  for (const write of entries) write();
  let offset = 0;
  for (const { name, shape } of tensors) {
    writer.text(name).u32(shape.length);
    for (const size of shape) writer.u64(size);
    writer.u32(0).u64(offset);
    offset += Math.ceil(valuesOf(shape) * 4 / ALIGNMENT) * ALIGNMENT;
  }
  writer.pad();
  const random = randomNumbers(seed);
  for (const { name, shape } of tensors) {
    const is_norm = name.includes("norm");
    for (let index = 0; index < valuesOf(shape); index++) writer.f32(is_norm ? 1 : random());
    writer.pad();
  }
  return writer.done();
}

const valuesOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);

function tensorsOf(words: number, layers: number): Tensor[] {
  const narrow = EMBEDDING / HEADS * KV_HEADS;
  const layer = (index: number): Tensor[] =>
    ([
      ["attn_norm", [EMBEDDING]],
      ["attn_q", [EMBEDDING, EMBEDDING]],
      ["attn_k", [EMBEDDING, narrow]],
      ["attn_v", [EMBEDDING, narrow]],
      ["attn_output", [EMBEDDING, EMBEDDING]],
      ["ffn_norm", [EMBEDDING]],
      ["ffn_gate", [EMBEDDING, FEED_FORWARD]],
      ["ffn_up", [EMBEDDING, FEED_FORWARD]],
      ["ffn_down", [FEED_FORWARD, EMBEDDING]],
    ] as const).map(([name, shape]) => ({ name: `blk.${index}.${name}.weight`, shape }));
  return [
    { name: "token_embd.weight", shape: [EMBEDDING, words] },
    ...Array.from({ length: layers }, (_, index) => layer(index)).flat(),
    { name: "output_norm.weight", shape: [EMBEDDING] },
    { name: "output.weight", shape: [EMBEDDING, words] },
  ];
}
