/** Texts one after the other in UTF-8, where each begins, and where the last one ends. */
export interface Packed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly at: Uint32Array;
}

/** Texts encoded by one call; a call for each takes several times as long. */
const BLOCK = 256;

/** What takes more than one byte. */
const NOT_ASCII = /[\u0080-\uffff]/;

/** Puts texts one after the other. */
export function packed(texts: readonly string[]): Packed {
  const encoder = new TextEncoder();
  const at = new Uint32Array(texts.length + 1);
  const blocks: Uint8Array[] = [];
  let end = 0;
  for (let first = 0; first < texts.length; first += BLOCK) {
    const block = texts.slice(first, first + BLOCK);
    const joined = block.join("");
    const bytes = encoder.encode(joined);
    const is_ascii = bytes.length === joined.length;
    for (const [index, text] of block.entries()) {
      end += is_ascii || !NOT_ASCII.test(text) ? text.length : encoder.encode(text).length;
      at[first + index + 1] = end;
    }
    blocks.push(bytes);
  }
  const bytes = new Uint8Array(end);
  let place = 0;
  for (const block of blocks) {
    bytes.set(block, place);
    place += block.length;
  }
  return { bytes, at };
}
