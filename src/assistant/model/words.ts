/** Bytes that words are made of: letters and digits of ASCII, and `_`. What else a text has parts them. */
const OF_WORDS = Uint8Array.from(
  { length: 256 },
  (_, byte) => /\w/.test(String.fromCharCode(byte)) && byte < 128 ? 1 : 0,
);

/** How many words begin in a text of UTF-8; what it begins with counts as a beginning. */
export function countWords(text: Uint8Array): number {
  let count = 0;
  let before = 0;
  for (const byte of text) {
    const here = OF_WORDS[byte] ?? 0;
    if (here > before) count++;
    before = here;
  }
  return count;
}
