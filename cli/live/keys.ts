/** A key: a character stands for itself, a key without one has a name of several letters. */
export type Key = string;

const ESCAPE = "\x1b";

/** What control characters mean (ECMA-48, 5.2, and the keys of a terminal that send them). */
const CONTROLS: Readonly<Record<string, Key>> = {
  "\x03": "ctrl_c",
  "\b": "backspace",
  "\t": "tab",
  "\n": "enter",
  "\f": "ctrl_l",
  "\r": "enter",
  "\x15": "ctrl_u",
  "\x7f": "backspace",
};

/**
 * What follows ESC, as xterm sends it (XTerm Control Sequences, "PC-Style Function Keys"); `O` is its application mode.
 */
const SEQUENCES: Readonly<Record<string, Key>> = {
  "[A": "up",
  "[B": "down",
  "[C": "right",
  "[D": "left",
  "[F": "end",
  "[H": "home",
  "[Z": "back_tab",
  "[1~": "home",
  "[4~": "end",
  "[5~": "page_up",
  "[6~": "page_down",
  "[7~": "home",
  "[8~": "end",
  "OA": "up",
  "OB": "down",
  "OC": "right",
  "OD": "left",
  "OF": "end",
  "OH": "home",
};

const SEQUENCE = /^(?:\[[\d;?]*[@-~]|O[@-~])/;
const UNFINISHED = /^(?:\[[\d;?]*|O)$/;

/** Reads keys out of what a terminal sends, piece by piece; a sequence may be cut between two pieces. */
export function keyReader(): (text: string) => Key[] {
  let rest = "";
  return (text) => {
    const [plain = "", ...sequences] = (rest + text).split(ESCAPE);
    const last = sequences.at(-1);
    rest = last !== undefined && UNFINISHED.test(last) ? ESCAPE + sequences.pop() : "";
    return [...characters(plain), ...sequences.flatMap(afterEscape)];
  };
}

/** Whether a key is a character that can be typed into a text. */
export function isCharacter(key: Key): boolean {
  return [...key].length === 1;
}

/** An unknown sequence is no key; ESC with nothing of a sequence behind it is the key itself. */
function afterEscape(text: string): Key[] {
  const sequence = SEQUENCE.exec(text)?.[0];
  if (sequence === undefined) return ["escape", ...characters(text)];
  const key = SEQUENCES[sequence];
  return [...(key === undefined ? [] : [key]), ...characters(text.slice(sequence.length))];
}

function characters(text: string): Key[] {
  return [...text].flatMap((character) => {
    const control = CONTROLS[character];
    if (control !== undefined) return [control];
    return /\p{Cc}/u.test(character) ? [] : [character];
  });
}
