import type { Evidence } from "../../contract/mod.ts";
import type { Diagnosis } from "../causes.ts";
import type { Offered } from "../commands.ts";
import type { Fact } from "../fact.ts";
import { commandsOf, type ReplyParts } from "../reply.ts";
import { compose } from "../sentence.ts";

/** Facts that a prompt shows at most. */
const MOST_FACTS = 80;

/** A cause that the core found, with what says so. */
export interface Candidate extends Pick<Diagnosis, "score" | "subject"> {
  readonly cause: Diagnosis["cause"]["name"];
  readonly evidence: readonly number[];
}

/** All that a model may speak of. */
export interface FactSheet {
  /** Every fact that is shown, by its number less one. */
  readonly facts: readonly Evidence[];
  /** So many of them are of the host and the same for every question. */
  readonly shared: number;
  /** The likeliest first. */
  readonly candidates: readonly Candidate[];
  /** From the reviewed table; a model names them by their place. */
  readonly commands: readonly Offered[];
}

/** Numbers the facts: those of the host first, so that their numbers stay the same from one question to the next. */
export function factSheet(host: readonly Fact[], parts: ReplyParts): FactSheet {
  const { paragraphs, found } = parts;
  const shared = Math.min(MOST_FACTS, compose([[host]]).evidence.length);
  const causes = found.map(({ sentence }) => sentence);
  const { evidence, cited } = compose([[host], causes, ...paragraphs]);
  return {
    facts: evidence.slice(0, MOST_FACTS),
    shared,
    candidates: found.map(({ cause, score, subject, sentence }) => ({
      cause: cause.name,
      score,
      subject,
      evidence: cited(sentence),
    })),
    commands: commandsOf(parts),
  };
}
