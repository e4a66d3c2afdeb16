/** Whether a UTF-16 code is one of 0 to 9. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether a UTF-16 code is an ASCII letter. */
export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** End of the run of characters of one class that begins at `from`. */
export function runEnd(text: string, from: number, inRun: (code: number) => boolean): number {
  let end = from;
  while (end < text.length && inRun(text.charCodeAt(end))) end++;
  return end;
}

/** The sign of a comparison of two texts by code unit. */
export function compareText(a: string, b: string): -1 | 0 | 1 {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Two runs of digits as numbers of any length. */
export function compareDigits(a: string, b: string): -1 | 0 | 1 {
  const [one, two] = [a.replace(/^0+/, ""), b.replace(/^0+/, "")];
  return one.length === two.length ? compareText(one, two) : one.length < two.length ? -1 : 1;
}
