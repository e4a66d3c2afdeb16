import type { Entry, Example, OperandSpec } from "./command.ts";
import { GLOBAL_OPTIONS, type Options } from "./option.ts";

/** A place on the command line where words may follow: the program itself, a group or a command. */
export interface Place {
  /** Words that lead to it: none, `alerts`, `alerts list`. */
  readonly words: readonly string[];
  readonly summary: string;
  /** Commands that may follow. */
  readonly commands: readonly Pick<Entry, "name" | "summary">[];
  /** Its own options; those of every command are valid besides. A group has those of its standard command. */
  readonly options: Options;
  readonly operands: readonly OperandSpec[];
  readonly examples: readonly Example[];
  /** Name of the command that is meant where none follows. */
  readonly standard?: string;
}

/** Every place, each after the one that leads to it. Loads every command. */
export async function everyPlace(commands: readonly Entry[]): Promise<Place[]> {
  const below = await Promise.all(commands.map((entry) => placesOf(entry, [])));
  const help = { name: "help", summary: "Print help on a command" };
  const root = { words: [], summary: "", options: {}, operands: [], examples: [] };
  return [{ ...root, commands: [...commands, help] }, ...below.flat()];
}

async function placesOf(entry: Entry, above: readonly string[]): Promise<Place[]> {
  const { command } = await entry.load();
  const words = [...above, entry.name];
  const { summary } = entry;
  if (!("entries" in command)) {
    const { options, operands, examples } = command;
    return [{ words, summary, commands: [], options, operands, examples }];
  }
  const below = (await Promise.all(command.entries.map((one) => placesOf(one, words)))).flat();
  const standard = below.find((place) => place.words.at(-1) === command.standard);
  return [{
    words,
    summary,
    commands: command.entries,
    options: standard?.options ?? {},
    operands: standard?.operands ?? [],
    examples: [],
    standard: command.standard,
  }, ...below];
}

/** The options of a place with those of every command. */
export function allOptions({ options }: Place): Options {
  return { ...options, ...GLOBAL_OPTIONS };
}

/** What a value may be, as far as a shell can offer it. */
export type Offer = { readonly words: readonly string[] } | "directories" | "files" | "nothing";

/** What to offer for the value of an option or for an operand, by its choices or by its name in help. */
export function offerOf(name: string, choices: readonly string[] | undefined): Offer {
  if (choices !== undefined) return { words: choices };
  if (name === "DIR") return "directories";
  return name === "FILE" ? "files" : "nothing";
}
