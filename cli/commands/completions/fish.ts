import { GLOBAL_OPTIONS, type Option, type Options } from "../../option.ts";
import { offerOf, type Place } from "../../places.ts";

/** How fish completes `cortex`, from the places there are. */
export function fishCompletion(places: readonly Place[]): string {
  return `# Completion of cortex(1) for fish, made by "cortex completions fish".

# Whether the option $argv[2] after the words $argv[1] takes a value.
function __cortex_takes_value
    switch "$argv[1]:$argv[2]"
        case ${valueOptions("*", GLOBAL_OPTIONS).join(" ")}
            return 0
${places.flatMap(valueCase).join("\n")}
    end
    return 1
end

# The commands that may follow the words $argv[1].
function __cortex_commands
    switch "$argv[1]"
${places.flatMap(commandCase).join("\n")}
    end
end

# Whether the words so far lead to the place $argv[1].
function __cortex_at
    set -l tokens (commandline -opc)
    set -l path ""
    set -l skip 0
    for token in $tokens[2..-1]
        if test $skip = 1
            set skip 0
        else if string match -q -- "-*" $token
            __cortex_takes_value "$path" $token; and set skip 1
        else if contains -- $token (__cortex_commands "$path")
            set path (string trim "$path $token")
        end
    end
    test "$path" = "$argv[1]"
end

complete -c cortex -f
${optionLines(undefined, GLOBAL_OPTIONS).join("\n")}
${places.flatMap(placeLines).join("\n")}
`;
}

function valueCase(place: Place): string[] {
  const options = valueOptions(place.words.join(" "), place.options);
  return options.length === 0 ? [] : [`        case ${options.join(" ")}`, "            return 0"];
}

function valueOptions(path: string, options: Options): string[] {
  return Object.entries(options).flatMap(([name, option]) => {
    if (option.type === "flag") return [];
    const written = [`--${name}`, ...(option.short === undefined ? [] : [`-${option.short}`])];
    return written.map((one) => quoted(`${path}:${one}`));
  });
}

/** `help` is no step: after it comes what could come without it. */
function commandCase({ words, commands }: Place): string[] {
  const names = commands.map(({ name }) => name).filter((name) => name !== "help");
  if (names.length === 0) return [];
  return [`        case ${quoted(words.join(" "))}`, `            printf '%s\\n' ${names.join(" ")}`];
}

function placeLines(place: Place): string[] {
  const path = place.words.join(" ");
  const at = `complete -c cortex -n ${quoted(`__cortex_at "${path}"`)}`;
  const [operand] = place.operands;
  const offer = operand === undefined ? "nothing" : offerOf(operand.name, operand.choices);
  return [
    ...place.commands.map(({ name, summary }) => `${at} -a ${name} -d ${quoted(summary)}`),
    ...optionLines(path, place.options),
    ...(typeof offer === "object" ? [`${at} -a ${quoted(offer.words.join(" "))}`] : []),
    ...(offer === "files" ? [`${at} -F`] : []),
  ];
}

function optionLines(path: string | undefined, options: Options): string[] {
  const at = path === undefined ? "" : ` -n ${quoted(`__cortex_at "${path}"`)}`;
  return Object.entries(options).map(([name, option]) => {
    const short = option.short === undefined ? "" : ` -s ${option.short}`;
    return `complete -c cortex${at} -l ${name}${short}${value(option)} -d ${quoted(option.summary)}`;
  });
}

function value(option: Option): string {
  if (option.type === "flag") return "";
  const offer = offerOf(option.value, option.type === "choice" ? option.choices : undefined);
  if (typeof offer === "object") return ` -x -a ${quoted(offer.words.join(" "))}`;
  return { directories: " -x -a '(__fish_complete_directories)'", files: " -r -F", nothing: " -x" }[offer];
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
