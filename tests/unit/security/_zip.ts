import { deflateRawSync } from "node:zlib";
import { crc32 } from "../../../src/core/crc32.ts";

/** How a zip archive is made. */
export interface ZipOptions {
  /** @default {8} */
  readonly method?: number;
  /** @default {0} */
  readonly flags?: number;
  /** Whether its end has 64 bits, as with more than 65,535 files. @default {false} */
  readonly zip64?: boolean;
}

/** A zip archive of these files. */
export function zip(
  files: Readonly<Record<string, string>>,
  { method = 8, flags = 0, zip64 = false }: ZipOptions = {},
): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  const entries = Object.entries(files);
  for (const [name, text] of entries) {
    const plain = new TextEncoder().encode(text);
    const data = method === 8 ? new Uint8Array(deflateRawSync(plain)) : plain;
    const of_name = new TextEncoder().encode(name);
    const sizes = [flags, method, 0, 0].map((value) => u16(value));
    const common = [...sizes, u32(crc32(plain)), u32(data.length), u32(plain.length), u16(of_name.length)];
    const header = joined([u32(0x04034b50), u16(20), ...common, u16(0), of_name, data]);
    directory.push(joined([
      ...[u32(0x02014b50), u16(20), u16(20), ...common],
      ...[u16(0), u16(0), u16(0), u16(0), u32(0), u32(at), of_name],
    ]));
    parts.push(header);
    at += header.length;
  }
  const listed = joined(directory);
  const [size, place, count] = zip64
    ? [0xffff_ffff, 0xffff_ffff, 0xffff]
    : [listed.length, at, entries.length];
  const numbers = [entries.length, entries.length, listed.length, at].map(u64);
  const end_64 = joined([u32(0x06064b50), u64(44), u16(45), u16(45), u32(0), u32(0), ...numbers]);
  const locator = joined([u32(0x07064b50), u32(0), u64(at + listed.length), u32(1)]);
  const end = [u32(0x06054b50), u16(0), u16(0), u16(count), u16(count), u32(size), u32(place), u16(0)];
  return joined([...parts, listed, ...zip64 ? [end_64, locator] : [], ...end]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

function u16(value: number): Uint8Array {
  return new Uint8Array([value & 255, value >>> 8]);
}

function u32(value: number): Uint8Array {
  return joined([u16(value & 0xffff), u16(value >>> 16)]);
}

function u64(value: number): Uint8Array {
  return joined([u32(value), u32(0)]);
}
