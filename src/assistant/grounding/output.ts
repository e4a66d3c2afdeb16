import { CAUSES } from "../../contract/mod.ts";

/** Longest output that is looked at, characters. */
const MOST_CHARACTERS = 32_768;
const MOST_STATEMENTS = 12;
const MOST_CITED = 12;

/** What a model is held to, as JSON Schema; the same for every prompt, so that its grammar is made once. */
export const OUTPUT_SCHEMA = {
  type: "object",
  properties: {
    statements: {
      type: "array",
      maxItems: MOST_STATEMENTS,
      items: {
        type: "object",
        properties: {
          text: { type: "string" },
          facts: { type: "array", items: { type: "integer" }, maxItems: MOST_CITED },
        },
        required: ["text", "facts"],
        additionalProperties: false,
      },
    },
    likely_causes: { type: "array", items: { enum: CAUSES }, maxItems: CAUSES.length },
    commands: { type: "array", items: { type: "integer" }, maxItems: MOST_CITED },
  },
  required: ["statements", "likely_causes", "commands"],
  additionalProperties: false,
} as const;

/** What a model said, before it is checked. */
export interface Output {
  readonly statements: readonly unknown[];
  readonly likely_causes: readonly unknown[];
  readonly commands: readonly unknown[];
}

/** Reads a whole output; null where it is not of the form that was asked for. */
export function parseOutput(text: string): Output | null {
  if (text.length > MOST_CHARACTERS) return null;
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  const { statements, likely_causes, commands } = Object(read);
  if (![statements, likely_causes, commands].every(Array.isArray)) return null;
  return { statements: statements.slice(0, MOST_STATEMENTS), likely_causes, commands };
}

/** Reads an output as it comes and gives each statement as soon as it is whole. */
export function statementReader(onStatement: (statement: unknown) => void): (piece: string) => void {
  let [text, next, depth, begun, given] = ["", 0, 0, 0, 0];
  let in_string = false;
  return (piece) => {
    if (text.length + piece.length > MOST_CHARACTERS) return;
    text += piece;
    for (; next < text.length; next++) {
      const mark = text[next];
      if (in_string && mark === "\\") {
        // What it escapes may come with the next piece.
        if (next + 1 === text.length) return;
        next++;
      } else if (mark === '"') in_string = !in_string;
      else if (in_string) continue;
      else if (mark === "{" || mark === "[") {
        if (++depth === STATEMENT_DEPTH && mark === "{") begun = next;
      } else if (mark === "}" || mark === "]") {
        if (depth-- === STATEMENT_DEPTH && mark === "}" && given++ < MOST_STATEMENTS) {
          onStatement(parsed(text.slice(begun, next + 1)));
        }
      }
    }
  };
}

/** A statement is an object in an array in an object. */
const STATEMENT_DEPTH = 3;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
