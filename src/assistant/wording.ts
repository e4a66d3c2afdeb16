import { CortexError } from "../contract/mod.ts";
import { abortWith } from "../core/abort_with.ts";
import type { Clock } from "../core/clock.ts";
import { withDeadline } from "../core/deadline.ts";
import { createResultCache } from "../core/result_cache.ts";
import { logger } from "../log/mod.ts";
import type { Engine } from "./engine.ts";
import type { Scene } from "./explainer.ts";
import { createHostSheets, type HostSheet } from "./grounding/host_sheet.ts";
import { phrase } from "./grounding/phrase.ts";
import { type Reply, replyOf, type ReplyParts } from "./reply.ts";
import type { Cancellable, Sources } from "./sources.ts";

/** A model that may phrase what the core says. */
export interface Phrasing {
  readonly engine: Engine;
  /** Whether what is private is replaced in prompts; asked each time. */
  redact(): boolean;
}

/** Something that is to be said. */
export interface Saying {
  /** What is asked; the core's answer depends on nothing else but the host. */
  readonly question: string;
  /** Whether a model may phrase it. */
  readonly model: boolean;
  /** What the core says to it. */
  core(scene: Scene): Promise<ReplyParts>;
}

/** What there is to tell before an answer. */
type News =
  | { readonly type: "job"; readonly id: string }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "queue"; readonly before: number };

/** One who asks. */
export interface Asker extends Cancellable {
  /**
   * Takes the id of the model's job, how many are before it in line, and the text piece by piece as it comes, each
   * piece checked before.
   */
  readonly tell?: ((news: News) => void) | undefined;
}

/** Says things, with a model's words where there is one. */
export interface Wordings {
  /** Fails as the core does, and with CANCELLED, also where only the model's job was; never because of the model. */
  say(saying: Saying, asker: Asker): Promise<Reply>;
}

/** Time a model has, milliseconds: the operation's own less some to answer without it. */
const MODEL_MS = 100_000;
/** Bounds of the answers that are kept; their weight is their length as JSON. */
const CACHE = { max_entries: 200, max_weight: 4_000_000, ttl_ms: 60_000 };

/** Says things about this host. */
export function createWordings(sources: Sources, clock: Clock, phrasing: Phrasing | null): Wordings {
  const log = logger("assistant");
  const sheets = createHostSheets(sources, clock);
  const cache = createResultCache<Reply>(clock, CACHE);

  const phrased = async (
    { engine, redact }: Phrasing,
    { question, core }: Saying,
    { asker, host, onStatement }: { asker: Asker; host: HostSheet; onStatement(text: string): void },
  ): Promise<Reply> => {
    const parts = await core({ sources, call: asker, now_ms: clock.wall() });
    const ending = abortWith(asker.signal);
    let has_waited = false;
    try {
      const answer = phrase(engine, { question, parts, host, redact: redact() }, {
        signal: ending.signal,
        onStatement,
        onJob: (id) => asker.tell?.({ type: "job", id }),
        onPosition: (before) => {
          has_waited ||= before > 0;
          if (has_waited) asker.tell?.({ type: "queue", before });
        },
        onRefused: (reason) => log.debug("A statement of the model is not shown: {reason}", { reason }),
      });
      return await withDeadline(answer, MODEL_MS, tooLate);
    } catch (error) {
      if (!(error instanceof CortexError) || error.code === "CANCELLED" || asker.signal.aborted) throw error;
      ending.abort(error);
      log.warn("The answer is without the model: {reason}", { reason: error.message });
      return replyOf(parts);
    } finally {
      ending.abort();
    }
  };

  const answer = async (
    saying: Saying,
    asker: Asker,
    onStatement: (text: string) => void,
  ): Promise<Reply> => {
    const model = saying.model ? phrasing?.engine.model() ?? null : null;
    if (phrasing === null || model === null) {
      return replyOf(await saying.core({ sources, call: asker, now_ms: clock.wall() }));
    }
    const host = await sheets.get(asker);
    const key = JSON.stringify([model, saying.question, phrasing.redact(), host.version]);
    const kept = cache.get(key);
    if (kept !== undefined) return kept;
    const reply = await phrased(phrasing, saying, { asker, host, onStatement });
    if (reply.model !== null || reply.removed > 0) cache.set(key, reply, JSON.stringify(reply).length);
    return reply;
  };

  return {
    say: async (saying, asker) => {
      let has_told = false;
      const tell = (text: string) => {
        has_told = true;
        asker.tell?.({ type: "text", text });
      };
      const reply = await answer(saying, asker, (statement) => tell(`${statement} `));
      if (!has_told) tell(reply.text);
      return reply;
    },
  };
}

function tooLate(): CortexError {
  return new CortexError(
    "TIMEOUT",
    `Cannot wait longer for the model: ${MODEL_MS / 1000} seconds have passed`,
  );
}
