import { type ByteReader, ReadPastEndError, type TextBounds } from "./byte_reader.ts";

/** A list that is not kept, with the bounds of its texts; 0 for a list of something else. */
export interface GgufList extends TextBounds {
  readonly length: number;
}

/** The value of an entry: of a long list, and one of texts, only how long it is. */
export type GgufValue = number | string | boolean | readonly number[] | GgufList;

/** Texts that are kept; a chat template is the longest. */
const MAX_TEXT_BYTES = 131_072;
/** Lists that are kept: one number for each layer. */
const MAX_LIST = 1024;
const MAX_LIST_LENGTH = 16_777_216;

const TEXT = 8;
const LIST = 9;

/** Bytes of the types of fixed size, by their numbers. */
const SIZES: ReadonlyMap<number, number> = new Map([
  ...[0, 1, 7].map((type) => [type, 1] as const),
  ...[2, 3].map((type) => [type, 2] as const),
  ...[4, 5, 6].map((type) => [type, 4] as const),
  ...[10, 11, 12].map((type) => [type, 8] as const),
]);

/** Reads a value of a type; null for a type that is not known. Throws {@link ReadPastEndError}. */
export async function readValue(reader: ByteReader, type: number): Promise<GgufValue | null> {
  if (type === LIST) return await readList(reader);
  if (type === TEXT) return await reader.text(MAX_TEXT_BYTES);
  const number = await readNumber(reader, type);
  return type === 7 && number !== null ? number !== 0 : number;
}

async function readNumber(reader: ByteReader, type: number): Promise<number | null> {
  switch (type) {
    case 0:
    case 7:
      return await reader.u8();
    case 1:
      return (await reader.u8() << 24) >> 24;
    case 2:
      return await reader.u8() + await reader.u8() * 256;
    case 3:
      return ((await reader.u8() + await reader.u8() * 256) << 16) >> 16;
    case 4:
      return await reader.u32();
    case 5:
      return await reader.u32() | 0;
    case 6:
      return await reader.f32();
    case 10:
      return await reader.u64();
    case 11:
      return await reader.i64();
    case 12:
      return await reader.f64();
    default:
      return null;
  }
}

async function readList(reader: ByteReader): Promise<GgufValue | null> {
  const type = await reader.u32();
  const length = await reader.u64();
  if (length > MAX_LIST_LENGTH) throw new ReadPastEndError(`A list of ${length}`);
  const size = SIZES.get(type);
  if (type === TEXT) {
    return { length, ...await reader.skipTexts(length) };
  }
  if (size === undefined) return null;
  if (length > MAX_LIST) {
    await reader.skip(length * size);
    return { length, longest: 0, most_words: 0 };
  }
  const list: number[] = [];
  for (let index = 0; index < length; index++) list.push(await readNumber(reader, type) ?? 0);
  return list;
}
