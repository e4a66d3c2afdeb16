/**
 * Characters that would act on a terminal instead of showing (general categories of Unicode): controls, ESC and the
 * one-character CSI among them; formats, which turn the direction of writing or have no width; separators of lines
 * and paragraphs.
 */
const ACTING = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A text of the host as it may be shown: names of processes, files and users can hold anything. */
export function safe(text: string): string {
  return text.replace(ACTING, visible);
}

/** JSON that is safe on a terminal too: the same value, with escapes for what JSON itself lets through. */
export function safeJson(value: unknown, indent = 2): string {
  return JSON.stringify(value, null, indent).replace(
    ACTING,
    (character) => character === "\n" ? character : jsonEscape(character),
  );
}

function visible(character: string): string {
  switch (character) {
    case "\n":
      return "\\n";
    case "\r":
      return "\\r";
    case "\t":
      return "\\t";
    default:
      return codePoint(character) < 0x100
        ? `\\x${codePoint(character).toString(16).padStart(2, "0")}`
        : `\\u{${codePoint(character).toString(16)}}`;
  }
}

function jsonEscape(character: string): string {
  return character.split("").map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}

function codePoint(character: string): number {
  return character.codePointAt(0) ?? 0;
}
