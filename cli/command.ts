import type { Client } from "../src/client/mod.ts";
import type { InputOf, OperationName, OutputOf } from "../src/contract/wire.ts";
import type { Screen } from "./live/screen.ts";
import type { Options, Values, ValuesOf } from "./option.ts";
import type { Terminal } from "./terminal.ts";
import type { View } from "./text/paint.ts";

/** An argument of a command that is no option. */
export interface OperandSpec {
  /** As help shows it: `ID`. */
  readonly name: string;
  readonly summary: string;
  /** All that it may be; anything where there is none. */
  readonly choices?: readonly string[];
  /** May be left out. */
  readonly optional?: boolean;
  /** May be given more than once; only the last one may be so. */
  readonly many?: boolean;
}

/** A use of a command worth showing. */
export interface Example {
  readonly args: string;
  readonly summary: string;
}

/** What a command was given. */
export interface Invocation<V = Values> {
  readonly values: V;
  readonly operands: readonly string[];
}

/** What a command may use besides its arguments. */
export interface Context {
  /** The daemon; found when it is first asked for. */
  client(): Promise<Client>;
  /** The answer is wanted as JSON. */
  readonly json: boolean;
  /** Folder of the daemon's sockets, where one is named. */
  readonly socket_dir: string | undefined;
  /** Name of the daemon that is meant, where one of several is. */
  readonly instance: string | undefined;
  /** Reads one environment variable. */
  env(name: string): string | undefined;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** Wall clock, milliseconds. */
  wall(): number;
  /** The terminal as a screen; null where there is none to draw on or no keys to read. */
  screen(): Promise<Screen | null>;
  /** Where a command that goes on writes what comes; one that ends gives its {@link Outcome} back. */
  readonly terminal: Terminal;
  /** Every command there is. */
  readonly commands: readonly Entry[];
}

/** What a command has to say, in both its forms. */
export interface Outcome {
  /** For --json: what the operations answered, unchanged, one document each. */
  readonly json: readonly unknown[];
  /** For people. */
  render(view: View): string;
  /** The exit code where the command did its work and what it found is bad; 0 otherwise. */
  readonly exit?: number;
}

/** A command, as data as far as possible: help, completions and manual pages come from it. */
export interface Command {
  readonly operands: readonly OperandSpec[];
  readonly options: Options;
  readonly examples: readonly Example[];
  run(invocation: Invocation, context: Context): Promise<Outcome>;
}

/** Commands below one name: `alerts list`, `alerts show`. */
export interface Group {
  readonly entries: readonly Entry[];
  /** Name of the one that is meant when none is given. */
  readonly standard: string;
}

/** A command in a list; its module is loaded when it is asked for. */
export interface Entry {
  readonly name: string;
  readonly summary: string;
  load(): Promise<{ readonly command: Command | Group }>;
}

/** What every command says of itself. */
export interface Definition<O extends Options> {
  readonly operands?: readonly OperandSpec[];
  readonly options?: O;
  readonly examples: readonly Example[];
}

/** A command that does more than one call. */
export function defineCommand<const O extends Options = Record<never, never>>(
  definition: Definition<O> & {
    run(invocation: Invocation<ValuesOf<O>>, context: Context): Promise<Outcome>;
  },
): Command {
  return {
    operands: definition.operands ?? [],
    options: definition.options ?? {},
    examples: definition.examples,
    // The values were parsed by these very options.
    run: (invocation, context) => definition.run(invocation as Invocation<ValuesOf<O>>, context),
  };
}

/** A command that is one operation: arguments in, its output rendered. */
export function defineCall<N extends OperationName, const O extends Options = Record<never, never>>(
  definition: Definition<O> & {
    readonly operation: N;
    input?(invocation: Invocation<ValuesOf<O>>): InputOf<N>;
    render(output: OutputOf<N>, view: View, invocation: Invocation<ValuesOf<O>>): string;
  },
): Command {
  return defineCommand({
    ...definition,
    run: async (invocation: Invocation<ValuesOf<O>>, context) => {
      const client = await context.client();
      const call = client.call as (name: N, input: object) => Promise<OutputOf<N>>;
      const output = await call(definition.operation, { ...definition.input?.(invocation) as object });
      return { json: [output], render: (view) => definition.render(output, view, invocation) };
    },
  });
}
