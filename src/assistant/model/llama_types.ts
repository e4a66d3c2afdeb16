/**
 * The part of node-llama-cpp 3.21.1 that is used, as it stands in its own types. The library is loaded from a folder
 * at run time and is no dependency of the program.
 */

/** A token: its number in the model's vocabulary. */
export type Token = number;

/** A model whose weights are in memory. */
export interface LlamaModel {
  readonly fileInfo: { readonly metadata: { readonly tokenizer?: { readonly chat_template?: unknown } } };
  readonly tokens: { readonly bos: Token | null; readonly shouldPrependBosToken: boolean };
  readonly tokenizer: unknown;
  tokenize(text: string, special_tokens?: boolean): Token[];
  detokenize(tokens: readonly Token[], special_tokens?: boolean, last_tokens?: readonly Token[]): string;
  createContext(options: {
    readonly contextSize: number;
    readonly batchSize: number;
    readonly threads: number;
  }): Promise<LlamaContext>;
  dispose(): Promise<void>;
}

/** Room for prompts and answers. */
export interface LlamaContext {
  readonly contextSize: number;
  getSequence(): LlamaSequence;
  dispose(): Promise<void>;
}

/** One text that goes on, with what is kept of its tokens. */
export interface LlamaSequence {
  /** How many tokens are kept. */
  readonly nextTokenIndex: number;
  /** Forgets what differs from these. */
  adaptStateToTokens(tokens: Token[], allow_shift: boolean): Promise<void>;
  evaluateWithoutGeneratingNewTokens(tokens: Token[]): Promise<void>;
  evaluate(tokens: Token[], options: {
    readonly temperature: number;
    readonly grammarEvaluationState?: object;
  }): AsyncGenerator<Token, void, void>;
}

/** How a conversation is written for a model. */
export interface ChatWrapper {
  generateContextState(options: { readonly chatHistory: readonly ChatItem[] }): {
    readonly contextText: { tokenize(tokenizer: unknown): Token[] };
  };
}

/** A part of a conversation; a model's without an answer is where the next one goes. */
export type ChatItem =
  | { readonly type: "system" | "user"; readonly text: string }
  | { readonly type: "model"; readonly response: readonly string[] };

/** The library with its native code. */
export interface Llama {
  loadModel(options: {
    readonly modelPath: string;
    readonly gpuLayers: number;
    readonly useMmap: boolean;
    readonly loadSignal: AbortSignal;
    onLoadProgress(fraction: number): void;
  }): Promise<LlamaModel>;
  createGrammarForJsonSchema(schema: object): Promise<object>;
}

/** What the library's file exports. */
export interface LlamaModule {
  readonly Llama: { _create(options: Readonly<Record<string, unknown>>): Promise<Llama> };
  resolveChatWrapper(model: LlamaModel, options: { readonly warningLogs: boolean }): ChatWrapper;
  readonly LlamaGrammarEvaluationState: new (options: {
    readonly model: LlamaModel;
    readonly grammar: object;
  }) => object;
}
