import { crc32 } from "../core/crc32.ts";
import { MAX_VALUE_BYTES } from "./json_splitter.ts";
import { damaged, type ReadAt, viewOf, zipDirectory, type ZipEntry } from "./zip_directory.ts";

/** A file of which any part can be read. */
export type SeekableFile = Pick<Deno.FsFile, "read" | "seek" | "stat" | "readable">;

/** The header before each file (4.3.7), and how much of further fields it may have. */
const HEADER = { signature: 0x0403_4b50, bytes: 30, most_fields: 1_024 };
/** How the data of a file is packed (4.4.5). */
const [STORED, DEFLATED] = [0, 8];

/**
 * The bytes of a feed's file. OSV publishes zip archives with a file for each record: of such a one those that are
 * called `.json`, one after the other. Throws Error for an archive that is damaged.
 */
export async function* feedBytes(file: SeekableFile): AsyncGenerator<Uint8Array> {
  const { size } = await file.stat();
  const readAt: ReadAt = (at, bytes) => read(file, size, at, bytes);
  const is_zip = size >= HEADER.bytes && viewOf(await readAt(0, 4)).getUint32(0, true) === HEADER.signature;
  await file.seek(0, Deno.SeekMode.Start);
  if (!is_zip) {
    yield* file.readable;
    return;
  }
  for (const entry of await zipDirectory(size, readAt)) {
    if (entry.name.endsWith(".json")) yield await unpackedEntry(entry, size, readAt);
  }
}

/** A file of the archive, whole, with a line break behind it. */
async function unpackedEntry(entry: ZipEntry, size: number, readAt: ReadAt): Promise<Uint8Array> {
  const { name, at, packed_bytes, bytes, method } = entry;
  const refused = (reason: string) => new Error(`"${name}" in it ${reason}`);
  if (entry.encrypted) throw refused("is encrypted");
  if (method !== STORED && method !== DEFLATED) throw refused("is packed by an unknown method");
  if (Math.max(bytes, packed_bytes) > MAX_VALUE_BYTES) {
    throw refused(`has more than ${MAX_VALUE_BYTES} bytes`);
  }
  const most = HEADER.bytes + new TextEncoder().encode(name).length + HEADER.most_fields + packed_bytes;
  const found = await readAt(at, Math.min(most, size - at));
  const view = viewOf(found);
  if (found.length < HEADER.bytes || view.getUint32(0, true) !== HEADER.signature) throw damaged();
  const from = HEADER.bytes + view.getUint16(26, true) + view.getUint16(28, true);
  const packed = found.subarray(from, from + packed_bytes);
  const unpacked = method === STORED ? packed : await inflated(packed, bytes);
  if (unpacked?.length !== bytes || crc32(unpacked) !== entry.crc32) throw refused("is cut or damaged");
  const line = new Uint8Array(bytes + 1).fill("\n".charCodeAt(0));
  line.set(unpacked);
  return line;
}

/** Null where it is no such data, or more than it says. A stream for each of 50,000 small files would take seconds. */
async function inflated(packed: Uint8Array, bytes: number): Promise<Uint8Array | null> {
  const { inflateRawSync } = await import("node:zlib");
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, bytes) });
  } catch {
    return null;
  }
}

async function read(file: SeekableFile, size: number, at: number, bytes: number) {
  if (at < 0 || bytes < 0 || at + bytes > size) throw damaged();
  const found = new Uint8Array(bytes);
  await file.seek(at, Deno.SeekMode.Start);
  for (let done = 0; done < bytes;) {
    const count = await file.read(found.subarray(done));
    if (count === null) throw damaged();
    done += count;
  }
  return found;
}
