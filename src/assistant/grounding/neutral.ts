/** Marks that a prompt uses itself, or that models take for the end of a turn, with what stands for them in data. */
const STAND_INS: Readonly<Record<string, string>> = {
  "<": "‹",
  ">": "›",
  "[": "(",
  "]": ")",
  "{": "(",
  "}": ")",
  "`": "'",
};

/** What acts on a terminal, cannot be seen, or ends a line. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

/**
 * Text of the host as a prompt may hold it: one line of at most `length` characters that can neither end its fence nor
 * look like a number of a fact or a mark of a turn.
 */
export function neutral(text: string, length: number): string {
  const line = text.toWellFormed().replace(UNSEEN, " ").replace(
    /[<>[\]{}`]/g,
    (mark) => STAND_INS[mark] ?? " ",
  )
    .replace(/\s+/g, " ").trim();
  const characters = [...line];
  return characters.length <= length ? line : `${characters.slice(0, length - 1).join("")}…`;
}

/** Data between marks that it cannot hold itself. */
export function fenced(data: string): string {
  return `<<${data}>>`;
}
