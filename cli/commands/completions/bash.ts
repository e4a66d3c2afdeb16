import { GLOBAL_OPTIONS, type Option, type Options } from "../../option.ts";
import { allOptions, type Offer, offerOf, type Place } from "../../places.ts";

/** How bash completes `cortex`, from the places there are. */
export function bashCompletion(places: readonly Place[]): string {
  return `# Completion of cortex(1) for bash, made by "cortex completions bash".

# What may follow the words $1.
_cortex_words() {
  case "$1" in
${places.map(wordsCase).join("\n")}
  esac
}

# What the option $2 after the words $1 takes; fails where it takes nothing.
_cortex_value() {
  case "$1:$2" in
${[...valueCases("*", GLOBAL_OPTIONS), ...places.flatMap(placeValueCases)].join("\n")}
    *) return 1 ;;
  esac
}

_cortex() {
  local cur=\${COMP_WORDS[COMP_CWORD]} path= option= word i
  local commands= options= operands= action=
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ -n $option ]]; then
      [[ $word == "=" ]] || option=
    elif [[ $word == -* ]]; then
      _cortex_value "$path" "$word" && option=$word
    else
      _cortex_words "$path"
      [[ " $commands " == *" $word "* && $word != help ]] && path="\${path:+$path }$word"
    fi
  done
  [[ $cur == "=" ]] && cur=
  operands= action=
  if [[ -n $option ]]; then
    _cortex_value "$path" "$option"
  else
    _cortex_words "$path"
    if [[ $cur == -* ]]; then
      operands=$options action=
    else
      operands="$commands $operands"
    fi
  fi
  COMPREPLY=($(compgen $action -W "$operands" -- "$cur"))
  if [[ $action == -* ]]; then compopt -o filenames 2>/dev/null; fi
}

complete -F _cortex cortex
`;
}

function wordsCase(place: Place): string {
  const [operand] = place.operands;
  const offer = operand === undefined ? "nothing" : offerOf(operand.name, operand.choices);
  const commands = place.commands.map(({ name }) => name).join(" ");
  const options = Object.entries(allOptions(place)).flatMap(([name, option]) => written(name, option)).join(
    " ",
  );
  return `    "${place.words.join(" ")}") commands="${commands}" options="${options}" ${
    assignments(offer)
  } ;;`;
}

function placeValueCases(place: Place): string[] {
  return valueCases(`"${place.words.join(" ")}"`, place.options);
}

function valueCases(path: string, options: Options): string[] {
  return Object.entries(options).flatMap(([name, option]) => {
    if (option.type === "flag") return [];
    const offer = offerOf(option.value, option.type === "choice" ? option.choices : undefined);
    const patterns = written(name, option).map((one) => `${path}:${one}`).join(" | ");
    return [`    ${patterns}) ${assignments(offer)} ;;`];
  });
}

function assignments(offer: Offer): string {
  if (typeof offer === "object") return `operands="${offer.words.join(" ")}" action=`;
  return `operands= action=${{ directories: "-d", files: "-f", nothing: "" }[offer]}`;
}

function written(name: string, { short }: Option): string[] {
  return [`--${name}`, ...(short === undefined ? [] : [`-${short}`])];
}
