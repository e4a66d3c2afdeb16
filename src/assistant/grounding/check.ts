import { CAUSES, type Evidence } from "../../contract/mod.ts";
import { asWords, denies, namesIn, sharesAWord, tellsToRun } from "./claims.ts";
import { beliesItsLevel } from "./levels.ts";
import { neutral } from "./neutral.ts";
import { areKnown, quantitiesOf } from "./quantities.ts";
import type { Candidate, FactSheet } from "./sheet.ts";

/** Longest statement that is shown, characters. */
const MOST_CHARACTERS = 400;
/** Citations that a model wrote into the text itself. */
const CITED = /\s*\[(\d{1,4}(?:\s*,\s*\d{1,4})*)\]/g;

/** Why a statement is not shown. */
export type Refusal =
  | "form"
  | "no_citation"
  | "unknown_fact"
  | "number"
  | "name"
  | "command"
  | "unrelated"
  | "no_value"
  | "denial"
  | "level"
  | "repeated";

/** A statement that may be shown, or why it may not. */
export type Checked =
  | { readonly text: string; readonly cited: readonly number[] }
  | { readonly refused: Refusal };

/** Checks the statements of one answer to a question, one after the other: each is to say something new. */
export function statementChecker(
  sheet: Pick<FactSheet, "facts">,
  question: string,
): (statement: unknown) => Checked {
  const said = new Set([asWords(question)]);
  return (statement) => {
    const checked = checkStatement(statement, sheet);
    if ("refused" in checked) return checked;
    const words = asWords(checked.text);
    if (said.has(words)) return { refused: "repeated" };
    said.add(words);
    return checked;
  };
}

/** Checks one statement of a model against the facts that it was shown. */
export function checkStatement(statement: unknown, { facts }: Pick<FactSheet, "facts">): Checked {
  const { text: raw, facts: listed } = Object(statement);
  if (typeof raw !== "string" || !Array.isArray(listed)) return { refused: "form" };
  const inside = [...raw.matchAll(CITED)].flatMap(([, list = ""]) => list.split(",").map(Number));
  const text = raw.replace(CITED, "").trim().replace(/\.$/, "");
  if (!isOneSentence(text)) return { refused: "form" };
  const cited = [...new Set<unknown>([...listed, ...inside])];
  if (cited.length === 0) return { refused: "no_citation" };
  const behind = cited.map((n) => typeof n === "number" ? facts[n - 1] : undefined);
  if (!behind.every((fact) => fact !== undefined)) return { refused: "unknown_fact" };
  const known = behind.map(wordsOf).join("\n");
  if (tellsToRun(text, known)) return { refused: "command" };
  const quantities = quantitiesOf(text);
  if (!areKnown(quantities, quantitiesOf(known))) return { refused: "number" };
  if (!namesIn(text).every((name) => known.includes(name))) return { refused: "name" };
  if (!sharesAWord(text, known)) return { refused: "unrelated" };
  if (denies(text) && !denies(known)) return { refused: "denial" };
  if (beliesItsLevel(text, behind, known)) return { refused: "level" };
  // "Memory is full" speaks of a fact and does not say it.
  if (quantities.length === 0 && !sharesAWord(text, behind.map(valueOf).join("\n"))) {
    return { refused: "no_value" };
  }
  return { text, cited: behind.map(({ n }) => n) };
}

/** The candidates that a model named, the likeliest first; all of them where it named none. */
export function checkCauses(
  named: readonly unknown[],
  { candidates }: Pick<FactSheet, "candidates">,
): readonly Candidate[] {
  const meant = new Set(CAUSES.filter((cause) => named.includes(cause)));
  const picked = candidates.filter(({ cause }) => meant.has(cause));
  return picked.length > 0 ? picked : candidates;
}

/**
 * The commands of the table that a model named, in the order of the table; all those of the causes where it named none,
 * and of all where nothing was found.
 */
export function checkCommands(
  named: readonly unknown[],
  { commands }: Pick<FactSheet, "commands">,
  causes: readonly Candidate[],
): FactSheet["commands"] {
  const of = causes.length === 0
    ? commands
    : commands.filter(({ cause }) => causes.some((one) => one.cause === cause));
  const picked = of.filter((command) => named.includes(commands.indexOf(command) + 1));
  return picked.length > 0 ? picked : of;
}

/** All that a fact says, as a prompt shows it. */
function wordsOf({ fact, subject, text }: Evidence): string {
  return [fact, subject, text].map((part) => neutral(part, Infinity)).join("\n");
}

function valueOf({ text }: Evidence): string {
  return neutral(text, Infinity);
}

function isOneSentence(text: string): boolean {
  return text !== "" && text.length <= MOST_CHARACTERS && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text) &&
    !/[.!?]\s+\p{Lu}|\?$/u.test(text);
}
