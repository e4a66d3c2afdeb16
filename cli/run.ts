import type { Client, ConnectOptions } from "../src/client/mod.ts";
import { VERSION } from "../src/contract/wire.ts";
import { type Arguments, parseArguments } from "./arguments.ts";
import type { Command, Context, Entry } from "./command.ts";
import { failureOf } from "./failure.ts";
import { commandHelp, programHelp } from "./help.ts";
import { type Screen, ScreenEnded } from "./live/screen.ts";
import { GLOBAL_OPTIONS, type GlobalValues } from "./option.ts";
import { selectCommand, type Selected, spellOutHelp } from "./select.ts";
import { OutputClosed, type Terminal } from "./terminal.ts";
import { safeJson } from "./text/safe.ts";
import { UsageError } from "./usage_error.ts";

/** All that the command line has of the world. */
export interface World {
  readonly terminal: Terminal;
  readonly commands: readonly Entry[];
  env(name: string): string | undefined;
  connect(options: ConnectOptions): Promise<Client>;
  /** The terminal as a screen; null where there is none to draw on or no keys to read. */
  screen(): Promise<Screen | null>;
  /** Wall clock, milliseconds. */
  wall(): number;
  /** A clock that never goes back, milliseconds. */
  steady(): number;
}

/** Runs one command line; gives back its exit code. */
export async function run(args: readonly string[], world: World): Promise<number> {
  try {
    const line = spellOutHelp(args);
    const selected = await selectCommand(world.commands, line);
    return await (selected === null ? runProgram(line, world) : runSelected(selected, world));
  } catch (thrown) {
    return fail(thrown, args, world.terminal);
  }
}

function fail(thrown: unknown, args: readonly string[], terminal: Terminal): number {
  if (thrown instanceof OutputClosed) return 0;
  if (thrown instanceof ScreenEnded) return thrown.exit;
  const { exit, text } = failureOf(thrown, args.includes("--json"));
  terminal.warn(text);
  return exit;
}

/** No command: help and version, or a reminder of the former. */
function runProgram(args: readonly string[], { terminal, commands }: World): number {
  const { values } = parseArguments(args, GLOBAL_OPTIONS, "");
  if (values.version === true) {
    terminal.write(`cortex ${VERSION}\n`);
    return 0;
  }
  if (values.help === true) {
    terminal.write(programHelp(commands));
    return 0;
  }
  terminal.warn(programHelp(commands));
  return 2;
}

async function runSelected(selected: Selected, world: World): Promise<number> {
  const { terminal } = world;
  const { command, name } = selected;
  const options = "entries" in command ? {} : command.options;
  const given = parseArguments(selected.args, { ...GLOBAL_OPTIONS, ...options }, name);
  const globals = given.values as GlobalValues;
  if (globals.help || "entries" in command) {
    terminal.write(commandHelp(selected));
    return 0;
  }
  if (globals.version) {
    terminal.write(`cortex ${VERSION}\n`);
    return 0;
  }
  checkOperands(command, given, name);
  return await runCommand(command, given, world);
}

async function runCommand(command: Command, given: Arguments, world: World): Promise<number> {
  const { terminal } = world;
  const { values } = given;
  await using daemon = lazyClient(values as GlobalValues, world);
  const context: Context = {
    client: daemon.get,
    json: values.json === true,
    socket_dir: (values as GlobalValues)["socket-dir"],
    instance: instanceOf(values as GlobalValues, world),
    env: world.env,
    now: world.steady,
    wall: world.wall,
    screen: world.screen,
    terminal,
    commands: world.commands,
  };
  const operands = given.operands.map(({ text }) => text);
  const outcome = await command.run({ values, operands }, context);
  terminal.write(
    context.json
      ? outcome.json.map((document) => `${safeJson(document)}\n`).join("")
      : outcome.render({ columns: terminal.columns, color: terminal.color, now: world.wall() }),
  );
  return outcome.exit ?? 0;
}

function instanceOf({ instance }: GlobalValues, world: World): string | undefined {
  return instance ?? (world.env("CORTEX_INSTANCE") || undefined);
}

/** The client is made when a command first wants it, and closed after the command. */
function lazyClient(values: GlobalValues, world: World): AsyncDisposable & { get(): Promise<Client> } {
  let client: Promise<Client> | undefined;
  const socket_dir = values["socket-dir"];
  return {
    get: () => client ??= world.connect({ socket_dir, instance: instanceOf(values, world) }),
    [Symbol.asyncDispose]: async () => {
      // Who asked for a client that could not be made has already been told.
      const made = await client?.catch(() => undefined);
      made?.close();
    },
  };
}

function checkOperands(command: Command, { operands }: Arguments, name: string): void {
  for (const [index, { text }] of operands.entries()) {
    const choices = command.operands[index]?.choices;
    if (choices === undefined || choices.includes(text)) continue;
    throw new UsageError(`Cannot run ${name}: "${text}" is not one of ${choices.join(", ")}`, name);
  }
  const required = command.operands.filter(({ optional }) => optional !== true);
  const missing = required[operands.length];
  if (missing !== undefined) {
    throw new UsageError(`Cannot run ${name}: ${missing.name} is missing`, name);
  }
  const extra = operands[command.operands.length];
  if (extra !== undefined && command.operands.at(-1)?.many !== true) {
    throw new UsageError(`Cannot run ${name}: "${extra.text}" is one argument too many`, name);
  }
}
