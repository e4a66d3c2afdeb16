/** Unpacks LZ4 frames (lz4_Frame_format.md 1.6), which apt packs its lists with. Checksums are not looked at. */

import { ByteInput, uint32 } from "./byte_input.ts";
import { Output, type Room } from "./lz4_output.ts";

const MAGIC = 0x184d2204;
/** A length of which the rest follows. */
const LONG = 15;
/** Runs up to here are copied byte by byte. */
const SHORT = 32;
/** Largest block by its code in the frame's head, bytes. */
const BLOCK_BYTES: Readonly<Record<number, number>> = { 4: 65_536, 5: 262_144, 6: 1_048_576, 7: 4_194_304 };

/** What a frame's head says. */
interface Frame {
  readonly block_bytes: number;
  readonly block_checksums: boolean;
  readonly content_checksum: boolean;
}

/**
 * Unpacks LZ4 frames as they come, in memory for one block: each chunk is good until the next is asked for. Throws
 * RangeError for what is none.
 */
export async function* lz4Unpacked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = new ByteInput(chunks, "LZ4");
  const output = new Output();
  while (await input.has(4)) {
    const frame = readHead(await input.take(4), await input.take(2), (count) => input.take(count));
    const { block_bytes, block_checksums, content_checksum } = await frame;
    output.beginFrame();
    for (let size = uint32(await input.take(4)); size !== 0; size = uint32(await input.take(4))) {
      const length = size & 0x7fff_ffff;
      if (length > block_bytes) {
        throw new RangeError("Cannot unpack LZ4: a block is larger than its frame allows");
      }
      const block = await input.take(length);
      const room = output.room(block_bytes);
      const end = size >>> 31 === 1 ? copyBlock(block, room) : unpackBlock(block, room);
      if (block_checksums) await input.take(4);
      yield output.take(end);
    }
    if (content_checksum) await input.take(4);
  }
  if (await input.has(1)) throw new RangeError("Cannot unpack LZ4: something follows its end");
}

async function readHead(
  magic: Uint8Array,
  [flags = 0, sizes = 0]: Uint8Array,
  take: (count: number) => Promise<Uint8Array>,
): Promise<Frame> {
  const block_bytes = BLOCK_BYTES[(sizes >> 4) & 7];
  if (uint32(magic) !== MAGIC || flags >> 6 !== 1 || block_bytes === undefined) {
    throw new RangeError("Cannot unpack LZ4: it has no frame's head");
  }
  if ((flags & 1) !== 0) throw new RangeError("Cannot unpack LZ4: it needs a dictionary");
  await take((flags & 8) === 0 ? 1 : 9);
  return { block_bytes, block_checksums: (flags & 16) !== 0, content_checksum: (flags & 4) !== 0 };
}

/** Takes a block that is not packed; gives where it ends. */
function copyBlock(block: Uint8Array, { bytes, begin }: Room): number {
  bytes.set(block, begin);
  return begin + block.length;
}

/**
 * Unpacks a block and gives where it ends. A block is a row of sequences: literal bytes, then a copy of bytes before
 * them (lz4_Block_format.md).
 */
function unpackBlock(block: Uint8Array, { bytes: out, first, begin, limit }: Room): number {
  let from = 0;
  let to = begin;
  while (from < block.length) {
    const token = block[from++] ?? 0;
    let literals = token >> 4;
    if (literals === LONG) {
      const more = restOfLength(block, from);
      literals += more;
      from += bytesOfRest(more);
    }
    if (from + literals > block.length || to + literals > limit) fail("literals without end");
    // Most runs are short: a view and a call for each would take longer than to copy it.
    if (literals > SHORT) out.set(block.subarray(from, from + literals), to);
    else for (let i = 0; i < literals; i++) out[to + i] = block[from + i] ?? 0;
    from += literals;
    to += literals;
    if (from === block.length) break;
    const distance = (block[from] ?? 0) | ((block[from + 1] ?? fail("a block ends too early")) << 8);
    from += 2;
    let count = (token & LONG) + 4;
    if (count === LONG + 4) {
      const more = restOfLength(block, from);
      count += more;
      from += bytesOfRest(more);
    }
    if (distance === 0 || distance > to - first || to + count > limit) fail("a copy from outside");
    if (distance >= count && count > SHORT) out.copyWithin(to, to - distance, to - distance + count);
    else for (let i = to; i < to + count; i++) out[i] = out[i - distance] ?? 0;
    to += count;
  }
  return to;
}

/** The rest of a length that stands in bytes behind its token: all up to the first that is not 255, summed. */
function restOfLength(block: Uint8Array, from: number): number {
  let sum = 0;
  for (let at = from;; at++) {
    const byte = block[at] ?? fail("a block ends too early");
    sum += byte;
    if (byte !== 255) return sum;
  }
}

/** In how many bytes the rest of a length stands. */
function bytesOfRest(rest: number): number {
  return Math.floor(rest / 255) + 1;
}

function fail(reason: string): never {
  throw new RangeError(`Cannot unpack LZ4: ${reason}`);
}
