import { nearest } from "../src/core/nearest.ts";
import { findOperand, type Operand } from "./arguments.ts";
import type { Command, Entry, Group } from "./command.ts";
import { GLOBAL_OPTIONS } from "./option.ts";
import { UsageError } from "./usage_error.ts";

/** A command that was found, and what is left of the arguments. */
export interface Selected {
  /** As it is typed: `alerts list`. */
  readonly name: string;
  readonly summary: string;
  readonly command: Command | Group;
  /** The arguments without the command's name. */
  readonly args: readonly string[];
}

/** The command that is meant; null when none is named. Only its module, and its group's, is loaded. */
export async function selectCommand(
  entries: readonly Entry[],
  args: readonly string[],
): Promise<Selected | null> {
  const first = findOperand(args, GLOBAL_OPTIONS);
  if (first === undefined) return null;
  const entry = find(entries, first, "");
  const { command } = await entry.load();
  const rest = without(args, first);
  if (!("entries" in command)) return { name: entry.name, summary: entry.summary, command, args: rest };
  return await selectBelow(entry, command, rest);
}

/** `help alerts show` is another way to say `alerts show --help`. */
export function spellOutHelp(args: readonly string[]): readonly string[] {
  const first = findOperand(args, GLOBAL_OPTIONS);
  return first?.text === "help" ? [...without(args, first), "--help"] : args;
}

/** In a group the standard command is meant when no other is named; with --help the group itself is. */
async function selectBelow(
  entry: Entry,
  group: Group,
  args: readonly string[],
): Promise<Selected> {
  const standard = await loadCommand(group, group.standard);
  const next = findOperand(args, { ...GLOBAL_OPTIONS, ...standard.options });
  if (next !== undefined) {
    const { name, summary } = find(group.entries, next, entry.name);
    const command = await loadCommand(group, name);
    return { name: `${entry.name} ${name}`, summary, command, args: without(args, next) };
  }
  const help = args.includes("--help") || args.includes("-h");
  return { name: entry.name, summary: entry.summary, command: help ? group : standard, args };
}

async function loadCommand(group: Group, name: string): Promise<Command> {
  const { command } = await find(group.entries, { text: name, index: 0 }, "").load();
  if ("entries" in command) throw new Error(`A group below a group: ${name}`);
  return command;
}

function find(entries: readonly Entry[], { text }: Operand, group: string): Entry {
  const entry = entries.find(({ name }) => name === text);
  if (entry !== undefined) return entry;
  const meant = nearest(text, [...entries.map(({ name }) => name), ...(group === "" ? ["help"] : [])]);
  throw new UsageError(
    `Cannot run "${group === "" ? text : `${group} ${text}`}": there is no such command` +
      (meant === undefined ? "" : `; did you mean ${meant}?`),
    group,
  );
}

function without(args: readonly string[], { index }: Operand): string[] {
  return args.toSpliced(index, 1);
}
