import type { AssistantReply, Category } from "../contract/mod.ts";
import type { Known, Need } from "./known.ts";
import type { Sentence } from "./sentence.ts";

/** Name of a cause. */
export type CauseName = AssistantReply["likely_causes"][number]["cause"];

/** Something to look further with; it only reads. */
export interface Command {
  /** For a shell; `SUBJECT` stands for what the cause is found of. */
  readonly command: string;
  /** The same where there is no subject; without it the command is not offered then. */
  readonly without?: string;
  readonly why: string;
}

/** A cause that was found. */
export interface Finding {
  /** 0 to 1: from where it begins to matter to where it is as bad as can be. */
  readonly score: number;
  /** Mount point, process, unit, package, interface or user; empty for the host. */
  readonly subject: string;
  /** What says so, with the figures. */
  readonly sentence: Sentence;
}

/** Something that can be wrong with a host, and how it shows. */
export interface Cause {
  readonly name: CauseName;
  /** Topics of questions it can be an answer to. */
  readonly topics: readonly string[];
  /** Categories of alerts it can be behind. */
  readonly categories: readonly Category[];
  /** What it is found by. */
  readonly needs: readonly Need[];
  readonly series: readonly string[];
  readonly commands: readonly Command[];
  find(known: Known): Finding[];
}

/** Keeps a cause's own type. */
export function defineCause(cause: Cause): Cause {
  return cause;
}

/** A finding about the host itself; none where its score says that nothing is wrong. */
export function ofHost(score: number, sentence: Sentence): Finding[] {
  return score === 0 ? [] : [{ score, subject: "", sentence }];
}

/** Where a value stands between the one that begins to matter (0) and the worst (1). */
export function scoreOf(value: number, from: number, worst: number): number {
  return Math.round(Math.min(1, Math.max(0, (value - from) / (worst - from))) * 100) / 100;
}
