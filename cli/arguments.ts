import { parseArgs } from "node:util";
import { nearest } from "../src/core/nearest.ts";
import type { Option, Options, Values } from "./option.ts";
import { UsageError } from "./usage_error.ts";

/** What was given on the command line. */
export interface Arguments {
  readonly values: Values;
  readonly operands: readonly Operand[];
}

/** An argument that is no option and no option's value. */
export interface Operand {
  readonly text: string;
  /** Its place among the arguments. */
  readonly index: number;
}

interface Token {
  readonly name: string;
  /** As it was written: `--limit`, `-n`. */
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/**
 * Checks and converts arguments by the options there are. Throws UsageError, which names the nearest option there is.
 */
export function parseArguments(args: readonly string[], options: Options, command: string): Arguments {
  const { tokens } = tokenize(args, options);
  const values: Record<string, string | number | boolean | undefined> = Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, option.type === "flag" ? false : undefined]),
  );
  const operands: Operand[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") operands.push({ text: token.value, index: token.index });
    if (token.kind === "option") values[token.name] = valueOf(token, options, command);
  }
  return { values, operands };
}

/**
 * The first operand, for finding a command whose options are not known yet. Throws UsageError for such an option before
 * it.
 */
export function findOperand(args: readonly string[], options: Options): Operand | undefined {
  const { tokens } = tokenize(args, options);
  const first = tokens.find((token) => token.kind === "positional");
  const early = tokens.find((token) => token.kind === "option" && !Object.hasOwn(options, token.name));
  if (first === undefined) return undefined;
  if (early?.kind === "option" && early.index < first.index) {
    throw unknownOption(early.rawName, options, "", "options of a command stand after its name");
  }
  return { text: first.value, index: first.index };
}

/**
 * By the parser that is built in, no dependency; not strict, as it would word the faults itself and knows no near
 * names.
 */
function tokenize(args: readonly string[], options: Options) {
  return parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { type, short }]) => [name, {
        type: type === "flag" ? "boolean" as const : "string" as const,
        ...(short === undefined ? {} : { short }),
      }]),
    ),
    strict: false,
    tokens: true,
  });
}

function valueOf(token: Token, options: Options, command: string): string | number | boolean {
  const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
  if (option === undefined) throw unknownOption(token.rawName, options, command);
  const wrong = (state: string) => new UsageError(`Cannot use ${token.rawName}: ${state}`, command);
  if (option.type === "flag") {
    if (token.value !== undefined) throw wrong("it takes no value");
    return true;
  }
  if (token.value === undefined || token.value === "") throw wrong(`it needs a value, ${expected(option)}`);
  if (token.inlineValue === false && token.value.startsWith("-")) {
    throw wrong(`it needs a value, ${expected(option)}; write ${token.rawName}=${token.value} if that is it`);
  }
  const value = convert(option, token.value);
  if (value === undefined) throw wrong(`"${token.value}" is not ${expected(option)}`);
  return value;
}

function convert(option: Option, text: string): string | number | undefined {
  switch (option.type) {
    case "integer": {
      const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
      return value >= option.min && value <= option.max ? value : undefined;
    }
    case "choice":
      return option.choices.find((choice) => choice === text.toLowerCase());
    default:
      return text;
  }
}

function expected(option: Option): string {
  switch (option.type) {
    case "integer":
      return `a whole number from ${option.min} to ${option.max}`;
    case "choice":
      return `one of ${option.choices.join(", ")}`;
    case "text":
      return option.value;
    case "flag":
      return "nothing";
  }
}

function unknownOption(rawName: string, options: Options, command: string, state?: string): UsageError {
  const meant = nearest(rawName.replace(/^-+/, ""), Object.keys(options));
  const reason = meant === undefined
    ? state ?? "there is no such option"
    : `there is no such option; did you mean --${meant}?`;
  return new UsageError(`Cannot use ${rawName} here: ${reason}`, command);
}
