import type { Command, Entry, Example, Group, OperandSpec } from "./command.ts";
import { GLOBAL_OPTIONS, type Option, type Options } from "./option.ts";
import type { Selected } from "./select.ts";

/** What the exit codes of the program mean. */
export const EXIT_CODES = [
  ["0", "fine"],
  ["1", "failed"],
  ["2", "wrong usage"],
  ["3", "daemon not reachable"],
  ["4", "permission denied"],
  ["5", "not found"],
] as const;

/** Uses of the program worth showing. */
export const EXAMPLES: readonly Example[] = [
  { args: "health", summary: "How this host is" },
  { args: "alerts --open", summary: "What wants attention" },
  { args: "alerts ack --all", summary: "Say that somebody looks after it" },
  { args: "processes --sort memory --json", summary: "For a program" },
];

/** The text of `cortex --help`. */
export function programHelp(commands: readonly Entry[]): string {
  return sections([
    "cortex: how this host is, and its alerts",
    "Usage: cortex [OPTIONS] COMMAND",
    block("Commands", [
      ...commands.map(({ name, summary }) => [name, summary] as const),
      ["help [COMMAND]", "Print help on a command"],
    ]),
    block("Options, before or after the command", optionRows(GLOBAL_OPTIONS)),
    exampleBlock(EXAMPLES),
    block("Exit codes", EXIT_CODES),
  ]);
}

/** The text of `cortex COMMAND --help`. */
export function commandHelp({ name, summary, command }: Selected): string {
  return "entries" in command ? groupHelp(name, summary, command) : sections([
    `cortex ${name}: ${summary}`,
    `Usage: cortex ${name}${usageOptions(command)}${command.operands.map(usageOperand).join("")}`,
    block("Arguments", command.operands.map((operand) => [operand.name, operand.summary] as const)),
    block("Options", optionRows(command.options)),
    block("Options of every command", optionRows(GLOBAL_OPTIONS)),
    exampleBlock(command.examples),
  ]);
}

function groupHelp(name: string, summary: string, group: Group): string {
  return sections([
    `cortex ${name}: ${summary}`,
    `Usage: cortex ${name} [COMMAND] [OPTIONS]`,
    block(
      `Commands (${group.standard} when none is given)`,
      group.entries.map((entry) => [entry.name, entry.summary] as const),
    ),
    block("Options of every command", optionRows(GLOBAL_OPTIONS)),
    `Run "cortex ${name} COMMAND --help" for the options of one`,
  ]);
}

function usageOptions({ options }: Command): string {
  return Object.keys(options).length === 0 ? "" : " [OPTIONS]";
}

function usageOperand({ name, optional, many }: OperandSpec): string {
  const text = many === true ? `${name}...` : name;
  return optional === true ? ` [${text}]` : ` ${text}`;
}

function optionRows(options: Options): [string, string][] {
  return Object.entries(options).map(([name, option]) => [optionUsage(name, option), option.summary]);
}

function optionUsage(name: string, option: Option): string {
  const short = option.short === undefined ? "" : `-${option.short}, `;
  return `${short}--${name}${option.type === "flag" ? "" : ` ${option.value}`}`;
}

function exampleBlock(examples: readonly Example[]): string {
  return block("Examples", examples.map(({ args, summary }) => [`cortex ${args}`, summary] as const));
}

/** Two columns below a title; nothing where there are no rows. */
function block(title: string, rows: readonly (readonly [string, string])[]): string {
  const widest = Math.max(0, ...rows.map(([left]) => left.length));
  const lines = rows.map(([left, right]) => `  ${left.padEnd(widest)}  ${right}`);
  return rows.length === 0 ? "" : [`${title}:`, ...lines].join("\n");
}

function sections(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
