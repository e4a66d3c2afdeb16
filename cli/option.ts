/** An option as data: parsing, help, completions and manual pages come from it. */
export type Option =
  | { readonly type: "flag"; readonly summary: string; readonly short?: string }
  | { readonly type: "text"; readonly value: string; readonly summary: string; readonly short?: string }
  | {
    readonly type: "integer";
    readonly value: string;
    readonly min: number;
    readonly max: number;
    readonly summary: string;
    readonly short?: string;
  }
  | {
    readonly type: "choice";
    readonly value: string;
    readonly choices: readonly string[];
    readonly summary: string;
    readonly short?: string;
  };

/** Options by their long names. */
export type Options = Readonly<Record<string, Option>>;

/** What an option gives: a flag is always true or false, the others are undefined when they were not given. */
type ValueOf<O extends Option> = O extends { type: "flag" } ? boolean
  : O extends { type: "integer" } ? number | undefined
  : O extends { type: "choice"; choices: readonly (infer C)[] } ? C | undefined
  : string | undefined;

/** The values of options, by their long names. */
export type ValuesOf<O extends Options> = { readonly [K in keyof O]: ValueOf<O[K]> };

/** Values before their types. */
export type Values = Readonly<Record<string, string | number | boolean | undefined>>;

/** Options that every command takes, before or after its name. */
export const GLOBAL_OPTIONS = {
  "socket-dir": {
    type: "text",
    value: "DIR",
    summary: "Folder of the daemon's sockets [CORTEX_SOCKET_DIR]",
  },
  instance: { type: "text", value: "NAME", summary: "Daemon of that name [CORTEX_INSTANCE]" },
  json: { type: "flag", summary: "Print the daemon's answer as JSON" },
  help: { type: "flag", short: "h", summary: "Print help" },
  version: { type: "flag", summary: "Print the version of this program" },
} as const satisfies Options;

/** Values of the options that every command takes. */
export type GlobalValues = ValuesOf<typeof GLOBAL_OPTIONS>;

/** The values that were given: what an operation's input wants, where a member that is there may not be undefined. */
export function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
