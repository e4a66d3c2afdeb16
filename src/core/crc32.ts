/** What is taken at once, bytes. */
const STEP = 8;

/** What each byte, and 0 to 7 zeros behind it, does to a checksum, one table of 256 after the other. */
const TABLES = makeTables();

const encoder = new TextEncoder();

/**
 * The CRC-32 of bytes, or of a text in UTF-8 (RFC 1952, section 8); of what follows bytes of another one. The one of
 * `node:zlib` brings all of Node's streams along, which a worker would start and live with: 40 ms and 10 MB.
 */
export function crc32(data: Uint8Array | string, of_before = 0): number {
  const bytes = typeof data === "string" ? encoder.encode(data) : data;
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let crc = ~of_before;
  let at = 0;
  for (; at + STEP <= bytes.length; at += STEP) {
    crc ^= words.getInt32(at, true);
    const next = words.getInt32(at + 4, true);
    crc = (TABLES[1792 + (crc & 255)] ?? 0) ^ (TABLES[1536 + (crc >>> 8 & 255)] ?? 0) ^
      (TABLES[1280 + (crc >>> 16 & 255)] ?? 0) ^ (TABLES[1024 + (crc >>> 24)] ?? 0) ^
      (TABLES[768 + (next & 255)] ?? 0) ^ (TABLES[512 + (next >>> 8 & 255)] ?? 0) ^
      (TABLES[256 + (next >>> 16 & 255)] ?? 0) ^ (TABLES[next >>> 24] ?? 0);
  }
  for (; at < bytes.length; at++) crc = (TABLES[(crc ^ (bytes[at] ?? 0)) & 255] ?? 0) ^ crc >>> 8;
  return ~crc >>> 0;
}

function makeTables(): Int32Array {
  const tables = new Int32Array(STEP * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc >>> 1 ^ ((crc & 1) === 0 ? 0 : 0xedb8_8320);
    tables[byte] = crc;
  }
  for (let index = 256; index < tables.length; index++) {
    const before = tables[index - 256] ?? 0;
    tables[index] = (tables[before & 255] ?? 0) ^ before >>> 8;
  }
  return tables;
}
