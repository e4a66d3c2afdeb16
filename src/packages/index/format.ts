/**
 * The index file, little endian: a preamble of 32 bytes, a header of JSON, the columns one after the other, each on
 * a multiple of 8 bytes, then the details of each package, which are read one by one.
 *
 * | preamble at | what                                             |
 * | ----------- | ------------------------------------------------ |
 * | 0           | magic, 8 bytes                                   |
 * | 8           | version of the format, 32 bits                   |
 * | 12          | length of the header, 32 bits                    |
 * | 16          | CRC-32 of the header, 32 bits                    |
 * | 20          | CRC-32 of the columns, 32 bits                   |
 * | 24          | length of the whole file, 64 bits (IEEE 754)     |
 * @module
 */

const MAGIC = "CXPKGIDX";
/** Version of the format; a file of another one is built anew. */
const FORMAT = 4;
/** Length of the preamble, bytes. */
export const PREAMBLE_BYTES = 32;
/** Longest header that is read, bytes. */
const MAX_HEADER_BYTES = 4_194_304;
/** Longest columns that are read, bytes: those of some ten million packages. */
export const MAX_COLUMN_BYTES = 4_294_967_288;

/** A file that is no index, or a damaged one, or one of another version: it is to be built anew. */
export class IndexDamageError extends Error {
  override readonly name = "IndexDamageError";
}

/** The fixed part of the file. */
export interface Preamble {
  readonly header_bytes: number;
  readonly header_crc: number;
  readonly columns_crc: number;
  readonly file_bytes: number;
}

/** The bytes of a preamble. */
export function encodePreamble(preamble: Preamble): Uint8Array {
  const bytes = new Uint8Array(PREAMBLE_BYTES);
  new TextEncoder().encodeInto(MAGIC, bytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(8, FORMAT, true);
  view.setUint32(12, preamble.header_bytes, true);
  view.setUint32(16, preamble.header_crc, true);
  view.setUint32(20, preamble.columns_crc, true);
  view.setFloat64(24, preamble.file_bytes, true);
  return bytes;
}

/** Reads a preamble. Throws {@link IndexDamageError}. */
export function decodePreamble(bytes: Uint8Array): Preamble {
  const magic = new TextDecoder("latin1").decode(bytes.subarray(0, MAGIC.length));
  if (bytes.length < PREAMBLE_BYTES || magic !== MAGIC) throw new IndexDamageError("it is no package index");
  const view = new DataView(bytes.buffer, bytes.byteOffset, PREAMBLE_BYTES);
  const version = view.getUint32(8, true);
  if (version !== FORMAT) throw new IndexDamageError(`its format is ${version}, this program's ${FORMAT}`);
  const preamble = {
    header_bytes: view.getUint32(12, true),
    header_crc: view.getUint32(16, true),
    columns_crc: view.getUint32(20, true),
    file_bytes: view.getFloat64(24, true),
  };
  if (preamble.header_bytes > MAX_HEADER_BYTES) throw new IndexDamageError("its header is too long");
  return preamble;
}

/** Compares a checksum with that of the file. Throws {@link IndexDamageError}. */
export function checkCrc(what: string, crc: number, expected: number): void {
  if (crc !== expected) throw new IndexDamageError(`the checksum of its ${what} does not fit`);
}

/** The next multiple of 8. */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
