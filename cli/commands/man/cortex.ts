import { VERSION } from "../../../src/contract/wire.ts";
import type { OperandSpec } from "../../command.ts";
import { EXAMPLES, EXIT_CODES } from "../../help.ts";
import { GLOBAL_OPTIONS, type Option, type Options } from "../../option.ts";
import type { Place } from "../../places.ts";
import { bold, definition, italic, page, pageHead, roff, section, subsection, typed } from "./roff.ts";

const ENVIRONMENT = [
  ["CORTEX_SOCKET_DIR", "Folder of the daemon's sockets, where --socket-dir is not given"],
  ["CORTEX_INSTANCE", "Name of the daemon, where --instance is not given"],
  ["XDG_RUNTIME_DIR", "Where the user's own daemon has its sockets"],
  ["NO_COLOR", "No colours, whatever its value, unless it is empty"],
  ["COLUMNS", "Width that tables keep within"],
] as const;

const FILES = [
  ["$XDG_RUNTIME_DIR/cortex/http.sock", "Socket of the user's own daemon"],
  ["/tmp/cortex-UID/http.sock", "The same, where XDG_RUNTIME_DIR is not set"],
  ["/run/cortex/http.sock", "Socket of the system's daemon"],
  ["/run/cortex/read.sock", "Its socket for queries, where the administrator opened it"],
] as const;

/** cortex(1), from the places there are. */
export function cortexPage(places: readonly Place[]): string {
  const commands = places.filter(({ words }) => words.length > 0);
  return page(
    [pageHead("cortex", 1, VERSION)],
    section("NAME", ["cortex \\- how this host is, and its alerts"]),
    section("SYNOPSIS", [
      ".B cortex",
      `[${italic("OPTIONS")}] ${italic("COMMAND")} [${italic("ARGUMENTS")}]`,
    ]),
    section("DESCRIPTION", [
      roff("Asks the daemon of this host, cortexd, and prints what it answers: for people, or as JSON."),
      roff("Lists and live screens keep within the width of the terminal; nothing is cut in a file or pipe."),
    ]),
    section("OPTIONS", ["These stand before or after the command.", ...optionLines(GLOBAL_OPTIONS)]),
    section("COMMANDS", commands.flatMap(commandLines)),
    section("EXIT STATUS", EXIT_CODES.flatMap(([code, meaning]) => definition(bold(code), meaning))),
    section("ENVIRONMENT", ENVIRONMENT.flatMap(([name, meaning]) => definition(bold(name), meaning))),
    section("FILES", FILES.flatMap(([path, meaning]) => definition(italic(path), meaning))),
    section("EXAMPLES", EXAMPLES.flatMap(({ args, summary }) => typed(`cortex ${args}`, summary))),
    section("SEE ALSO", [".BR cortexd (8)"]),
  );
}

function commandLines({ words, summary, standard, operands, options, examples }: Place): string[] {
  const name = words.join(" ");
  if (standard !== undefined) {
    return subsection(`cortex ${name}`, [
      roff(`${summary}.`),
      `Without a further word it is ${bold(`cortex ${name} ${standard}`)}.`,
    ]);
  }
  const usage = Object.keys(options).length === 0 ? [] : [`[${italic("OPTIONS")}]`];
  return subsection(`cortex ${name}`, [
    [bold(`cortex ${name}`), ...usage, ...operands.map(usageOperand)].join(" "),
    ".PP",
    roff(`${summary}.`),
    ...operands.flatMap((operand) => definition(italic(operand.name), operand.summary)),
    ...optionLines(options),
    ...examples.flatMap(({ args, summary }) => typed(`cortex ${args}`, summary)),
  ]);
}

function usageOperand({ name, optional, many }: OperandSpec): string {
  const text = `${italic(name)}${many === true ? " ..." : ""}`;
  return optional === true ? `[${text}]` : text;
}

function optionLines(options: Options): string[] {
  return Object.entries(options).flatMap(([name, option]) =>
    definition(optionTerm(name, option), option.summary)
  );
}

function optionTerm(name: string, option: Option): string {
  const long = `${bold(`--${name}`)}${option.type === "flag" ? "" : ` ${italic(option.value)}`}`;
  return option.short === undefined ? long : `${bold(`-${option.short}`)}, ${long}`;
}
