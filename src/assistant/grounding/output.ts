import type { FactSheet } from "./sheet.ts";

/** Longest output that is looked at, characters. */
const MOST_CHARACTERS = 32_768;
const MOST_STATEMENTS = 4;
/** Longest statement that a model may write, characters; facts that it may cite, causes and commands it may name. */
const MOST_TEXT = 240;
const MOST_CITED = 6;
const MOST_NAMED = 4;

/**
 * What a model is held to, as JSON Schema: it can cite only facts that it was shown, and name only what was found. It
 * cites before it writes: what it says then follows from the facts.
 */
export function outputSchema({ facts, candidates, commands }: FactSheet): Readonly<Record<string, unknown>> {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  const statement = object({
    facts: { type: "array", items: { enum: numbers(facts.length) }, minItems: 1, maxItems: MOST_CITED },
    text: { type: "string", minLength: 1, maxLength: MOST_TEXT },
  });
  return object({
    statements: { type: "array", items: statement, minItems: 1, maxItems: MOST_STATEMENTS },
    likely_causes: someOf([...new Set(candidates.map(({ cause }) => cause))]),
    commands: someOf(numbers(commands.length)),
  });
}

function object(properties: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}

/** A list of some of the values, none where there are none. */
function someOf(values: readonly (string | number)[]): Readonly<Record<string, unknown>> {
  return values.length === 0
    ? { type: "array", items: { type: "null" }, maxItems: 0 }
    : { type: "array", items: { enum: values }, maxItems: Math.min(values.length, MOST_NAMED) };
}

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
