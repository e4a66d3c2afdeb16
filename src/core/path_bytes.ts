/**
 * Paths are bytes, and not always UTF-8. As text a byte that fits no character becomes the lone surrogate
 * U+DC00 + byte, so that the way back gives the same bytes; `toWellFormed()` makes such text fit to be shown.
 * @module
 */
const LONE = 0xdc00;

const encoder = new TextEncoder();
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text of a path. */
export function pathOfBytes(bytes: Uint8Array): string {
  return decodeStrictly(bytes) ?? decodePiecewise(bytes);
}

/** The bytes of such a text. */
export function bytesOfPath(path: string): Uint8Array {
  if (path.isWellFormed()) return encoder.encode(path);
  return Uint8Array.from([...path].flatMap((character) => {
    const code = character.codePointAt(0) ?? 0;
    return code >= LONE + 0x80 && code <= LONE + 0xff ? [code - LONE] : [...encoder.encode(character)];
  }));
}

function decodeStrictly(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

function decodePiecewise(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0;
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const character = decodeStrictly(bytes.subarray(at, at + length));
    text += character ?? String.fromCharCode(LONE + lead);
    at += character === null ? 1 : length;
  }
  return text;
}
