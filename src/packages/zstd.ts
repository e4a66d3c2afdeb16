import { createZstdDecompress } from "node:zlib";
import { ByteInput, uint32 } from "./byte_input.ts";
import { throughNode } from "./through_node.ts";

const MAGIC = 0xfd2fb528;
/** The first of the sixteen magic numbers of frames that are to be skipped. */
const SKIPPABLE = 0x184d2a50;
/** What is skipped at once, bytes. */
const STEP_BYTES = 65_536;
/** Bytes of the dictionary's number by its flag in a frame's head. */
const DICTIONARY_BYTES = [0, 1, 2, 4];
/** Type of a block that is one byte, repeated. */
const RLE = 1;

/**
 * Unpacks Zstandard (RFC 8878) as it comes. Each frame is unpacked for itself: Deno's zlib gives the first of a file
 * and drops the others without a word. Throws RangeError, or what zlib throws, for what is none, cut or damaged.
 */
export async function* zstdUnpacked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = new ByteInput(chunks, "Zstandard");
  do {
    const magic = await input.take(4);
    const number = uint32(magic);
    if ((number & ~0xf) >>> 0 === SKIPPABLE) await skip(input, uint32(await input.take(4)));
    else if (number === MAGIC) yield* throughNode(frame(input, magic), createZstdDecompress());
    else throw new RangeError("Cannot unpack Zstandard: it has no frame's head");
  } while (await input.has(1));
}

async function skip(input: ByteInput, count: number): Promise<void> {
  for (let left = count; left > 0; left -= STEP_BYTES) await input.take(Math.min(left, STEP_BYTES));
}

/** The bytes of a frame, and none of what follows it (RFC 8878, section 3.1.1). */
async function* frame(input: ByteInput, magic: Uint8Array): AsyncGenerator<Uint8Array> {
  yield magic;
  const descriptor = await input.take(1);
  const [flags = 0] = descriptor;
  yield descriptor;
  yield await input.take(restOfHead(flags));
  for (let is_last = false; !is_last;) {
    const head = await input.take(3);
    yield head;
    const [low = 0, middle = 0, high = 0] = head;
    const size = (low | middle << 8 | high << 16) >> 3;
    yield await input.take(((low >> 1) & 3) === RLE ? 1 : size);
    is_last = (low & 1) === 1;
  }
  if ((flags & 4) !== 0) yield await input.take(4);
}

/** How many bytes of a frame's head follow its descriptor: window, dictionary and size of the content. */
function restOfHead(flags: number): number {
  const is_single = (flags & 32) !== 0;
  const size_flag = flags >> 6;
  const size_bytes = size_flag === 0 ? Number(is_single) : 1 << size_flag;
  return Number(!is_single) + (DICTIONARY_BYTES[flags & 3] ?? 0) + size_bytes;
}
