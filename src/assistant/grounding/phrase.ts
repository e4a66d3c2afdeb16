import type { Grounds } from "../../contract/mod.ts";
import type { Engine } from "../engine.ts";
import { type Reply, replyOf, type ReplyParts } from "../reply.ts";
import { checkCauses, checkCommands, type Checked, type Refusal, statementChecker } from "./check.ts";
import type { HostSheet } from "./host_sheet.ts";
import { type Output, parseOutput, statementReader } from "./output.ts";
import { inferenceOf } from "./prompt.ts";
import { createRedactor, type Private } from "./redact.ts";
import { type FactSheet, factSheet } from "./sheet.ts";

/** What a model is to phrase. */
export interface Wording {
  readonly question: string;
  /** What the core says to it. */
  readonly parts: ReplyParts;
  readonly host: HostSheet;
  /** Whether what is private is replaced in the prompt. */
  readonly redact: boolean;
}

/** How an answer is followed while it comes. */
export interface Following {
  readonly signal: AbortSignal;
  /** Told of each statement as soon as it is whole and was checked, with its citation: `Memory is at 25 % [1].` */
  onStatement?(text: string): void;
  /** Told how many are before this one in line. */
  onPosition?(before: number): void;
  /** Told the id of the job that the model's work is. */
  onJob?(id: string): void;
  /** Told what is not shown, and why. */
  onRefused?(reason: Refusal | "output"): void;
}

/**
 * What a model made of the facts; `reply` is the core's own where nothing of it could be shown. Fails as the engine
 * does.
 */
export async function phrase(engine: Engine, wording: Wording, following: Following): Promise<Reply> {
  const { question, parts, host, redact } = wording;
  const sheet = factSheet(host.facts, parts);
  const { redact: hide, restore } = redact
    ? createRedactor(namesOf(sheet, wording))
    : { redact: same, restore: same };
  const checker = () => {
    const check = statementChecker(sheet, question);
    return (statement: unknown) => check(restored(statement, restore));
  };
  const check = checker();
  const read = statementReader((statement) => {
    const checked = check(statement);
    if ("text" in checked) following.onStatement?.(citing(checked));
  });
  const { text, model, ended_by } = await engine.infer(inferenceOf(question, sheet, hide), {
    signal: following.signal,
    onText: read,
    onPosition: (before) => following.onPosition?.(before),
    onJob: (id) => following.onJob?.(id),
  });
  const output = ended_by === "length" ? null : parseOutput(text);
  if (output === null) {
    following.onRefused?.("output");
    return { ...replyOf(parts), removed: 1 };
  }
  const checked = output.statements.map(checker());
  for (const one of checked) if ("refused" in one) following.onRefused?.(one.refused);
  return assemble({ checked, output, sheet, model, parts });
}

const same = (text: string) => text;

type Shown = Extract<Checked, { text: string }>;

interface Assembly {
  readonly checked: readonly Checked[];
  readonly output: Output;
  readonly sheet: FactSheet;
  readonly model: string;
  readonly parts: ReplyParts;
}

function assemble({ checked, output, sheet, model, parts }: Assembly): Reply {
  const shown = checked.filter((one): one is Shown => "text" in one);
  const removed = checked.length - shown.length;
  if (shown.length === 0) return { ...replyOf(parts), removed: Math.max(1, removed) };
  const causes = checkCauses(output.likely_causes, sheet);
  const cited = [...shown, ...causes.map(({ evidence }) => ({ cited: evidence }))].flatMap((one) =>
    one.cited
  );
  return {
    text: shown.map(citing).join(" "),
    topics: [...parts.topics],
    likely_causes: causes.map(({ evidence, ...cause }) => ({ ...cause, evidence: [...evidence] })),
    evidence: factsOf(cited, sheet),
    commands: [...checkCommands(output.commands, sheet, causes)],
    model,
    removed,
  };
}

/** `Memory is at 25 % [1].` */
function citing({ text, cited }: Shown): string {
  return `${text} [${cited.join(", ")}].`;
}

function factsOf(cited: readonly number[], { facts }: FactSheet): Grounds["evidence"] {
  return facts.filter(({ n }) => cited.includes(n));
}

/** Whoever has processes, whom a fact names as a user, or whose home is named. */
function namesOf({ facts }: FactSheet, { question, host }: Wording): Private {
  const named = facts.filter(({ fact, unit }) => unit === "name" && /\buser\b/.test(fact))
    .map(({ value }) => String(value));
  const texts = [question, ...facts.flatMap(({ subject, value }) => [subject, String(value)])].join("\n");
  const homes = [...texts.matchAll(/\/home\/([\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?)/gu)].map((
    [, name = ""],
  ) => name);
  const { hosts, users } = host.private;
  return { hosts, users: [...users, ...named, ...homes] };
}

/** A statement with what was replaced in the prompt put back. */
function restored(statement: unknown, restore: (text: string) => string): unknown {
  const { text, facts } = Object(statement);
  return typeof text === "string" ? { text: restore(text), facts } : statement;
}
