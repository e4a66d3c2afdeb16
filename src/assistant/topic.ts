import type { CauseName } from "./cause.ts";
import type { Known, Need } from "./known.ts";
import type { Sentence } from "./sentence.ts";

/** Something that can be asked about. */
export interface Topic {
  readonly name: string;
  /** For the list of what can be asked. */
  readonly about: string;
  readonly example: string;
  /** Words of a question that mean it, in small letters. */
  readonly words: readonly string[];
  /** What it is made of. */
  readonly needs: readonly Need[];
  /** Recorded figures it tells the course of, where it needs `hour` or `day`. */
  readonly series: readonly string[];
  /** Causes whose commands help to look further though none of them was found. */
  readonly further: readonly CauseName[];
  /** What is to be said, the most important first; nothing where nothing is known. */
  say(known: Known): Sentence[];
}

/** Keeps a topic's own type. */
export function defineTopic(topic: Topic): Topic {
  return topic;
}
