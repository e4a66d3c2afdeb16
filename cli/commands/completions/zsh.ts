import type { OperandSpec } from "../../command.ts";
import { GLOBAL_OPTIONS, type Option, type Options } from "../../option.ts";
import { type Offer, offerOf, type Place } from "../../places.ts";

/** How zsh completes `cortex`, from the places there are: one function each, which calls that of the next word. */
export function zshCompletion(places: readonly Place[]): string {
  return `#compdef cortex
# Completion of cortex(1) for zsh, made by "cortex completions zsh".

${places.map(placeFunction).join("\n")}
_cortex_every=(
${indented(optionSpecs(GLOBAL_OPTIONS))}
)

if [ "$funcstack[1]" = "_cortex" ]; then
  _cortex "$@"
else
  compdef _cortex cortex
fi
`;
}

function placeFunction(place: Place): string {
  const specs = [...optionSpecs(place.options), ...operandSpecs(place)];
  if (place.commands.length === 0) {
    return `${functionName(place.words)}() {
  _arguments $_cortex_every \\
${indented(specs, " \\")}
}
`.replace(" \\\n\n}", "\n}");
  }
  const rows = place.commands.map(({ name, summary }) => quoted(`${name}:${summary}`));
  return `${functionName(place.words)}() {
  local curcontext=$curcontext state line
  local -a commands=(
${indented(rows)}
  )
  _arguments -C $_cortex_every \\
${indented([...specs, "'1: :->command'", "'*:: :->rest'"], " \\")}
  case $state in
    command) _describe -t commands command commands ;;
    rest)
      case $line[1] in
${place.commands.map(({ name }) => `        ${name}) ${functionName(nextWords(place, name))} ;;`).join("\n")}
      esac ;;
  esac
}
`;
}

/** `help` is followed by what could follow without it. */
function nextWords({ words }: Place, name: string): readonly string[] {
  return words.length === 0 && name === "help" ? [] : [...words, name];
}

function functionName(words: readonly string[]): string {
  return ["_cortex", ...words].join("_").replaceAll("-", "_");
}

function optionSpecs(options: Options): string[] {
  return Object.entries(options).flatMap(([name, option]) => {
    const value = valueSpec(option);
    const text = `[${escaped(option.summary)}]${value}`;
    const long = `--${name}${option.type === "flag" ? "" : "="}`;
    if (option.short === undefined) return [quoted(`${long}${text}`)];
    const either = `(-${option.short} --${name})`;
    return [quoted(`${either}-${option.short}${text}`), quoted(`${either}${long}${text}`)];
  });
}

function valueSpec(option: Option): string {
  if (option.type === "flag") return "";
  return `:${option.value}:${
    action(offerOf(option.value, option.type === "choice" ? option.choices : undefined))
  }`;
}

/** The first word of a group is its command. */
function operandSpecs({ commands, operands }: Place): string[] {
  return commands.length > 0 ? [] : operands.map((operand, index) => quoted(operandSpec(operand, index)));
}

function operandSpec({ name, choices, many, optional }: OperandSpec, index: number): string {
  const place = many === true ? "*" : `${index + 1}${optional === true ? ":" : ""}`;
  return `${place}:${name}:${action(offerOf(name, choices))}`;
}

function action(offer: Offer): string {
  if (typeof offer === "object") return `(${offer.words.join(" ")})`;
  return { directories: "_files -/", files: "_files", nothing: " " }[offer];
}

/** Brackets end a description, colons the parts of a specification. */
function escaped(text: string): string {
  return text.replace(/[\\[\]:]/g, "\\$&");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function indented(lines: readonly string[], between = ""): string {
  return lines.map((line) => `    ${line}`).join(`${between}\n`);
}
