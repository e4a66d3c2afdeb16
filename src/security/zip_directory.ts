/** Where a zip archive says that one of its files is (PKWARE's APPNOTE 6.3.10). */
export interface ZipEntry {
  readonly name: string;
  /** Where its header is, bytes from the beginning of the archive. */
  readonly at: number;
  readonly packed_bytes: number;
  readonly bytes: number;
  readonly crc32: number;
  /** 0: stored as it is; 8: packed by deflate; others are not known here. */
  readonly method: number;
  readonly encrypted: boolean;
}

/** Bytes of an archive at a place; fails where there are not so many. */
export type ReadAt = (at: number, bytes: number) => Promise<Uint8Array<ArrayBuffer>>;

/** Largest directory that is read, bytes: half a million files. */
const MAX_DIRECTORY_BYTES = 67_108_864;

/** Signatures and sizes of the records at the end (4.3.6, 4.3.12 to 4.3.16). */
const END = { signature: 0x0605_4b50, bytes: 22 };
const LOCATOR_64 = { signature: 0x0706_4b50, bytes: 20 };
const END_64 = { signature: 0x0606_4b50, bytes: 56 };
const ENTRY = { signature: 0x0201_4b50, bytes: 46 };
/** The end may be followed by a comment of so many bytes. */
const MAX_COMMENT_BYTES = 65_535;

/** What a zip archive has. Throws Error for one that is cut or damaged. */
export async function zipDirectory(size: number, readAt: ReadAt): Promise<ZipEntry[]> {
  const { at, bytes } = await directoryPlace(size, readAt);
  if (bytes > MAX_DIRECTORY_BYTES) {
    throw new Error(`its directory has more than ${MAX_DIRECTORY_BYTES} bytes`);
  }
  const directory = await readAt(at, bytes);
  const view = viewOf(directory);
  const entries: ZipEntry[] = [];
  for (let from = 0; from < bytes;) {
    if (from + ENTRY.bytes > bytes || view.getUint32(from, true) !== ENTRY.signature) throw damaged();
    const name_bytes = view.getUint16(from + 28, true);
    const name_at = from + ENTRY.bytes;
    entries.push({
      name: new TextDecoder().decode(directory.subarray(name_at, name_at + name_bytes)),
      at: view.getUint32(from + 42, true),
      packed_bytes: view.getUint32(from + 20, true),
      bytes: view.getUint32(from + 24, true),
      crc32: view.getUint32(from + 16, true),
      method: view.getUint16(from + 10, true),
      encrypted: (view.getUint16(from + 8, true) & 1) !== 0,
    });
    from = name_at + name_bytes + view.getUint16(from + 30, true) + view.getUint16(from + 32, true);
  }
  return entries;
}

/** An archive of more than 65,535 files tells it in records of 64 bits. */
async function directoryPlace(size: number, readAt: ReadAt): Promise<{ at: number; bytes: number }> {
  const tail_at = Math.max(0, size - END.bytes - MAX_COMMENT_BYTES - LOCATOR_64.bytes);
  const tail = viewOf(await readAt(tail_at, size - tail_at));
  let end = tail.byteLength - END.bytes;
  while (end >= 0 && tail.getUint32(end, true) !== END.signature) end--;
  if (end < 0) throw damaged();
  const locator = end - LOCATOR_64.bytes;
  if (locator < 0 || tail.getUint32(locator, true) !== LOCATOR_64.signature) {
    return { at: tail.getUint32(end + 16, true), bytes: tail.getUint32(end + 12, true) };
  }
  const end_64 = viewOf(await readAt(Number(tail.getBigUint64(locator + 8, true)), END_64.bytes));
  if (end_64.getUint32(0, true) !== END_64.signature) throw damaged();
  return { at: Number(end_64.getBigUint64(48, true)), bytes: Number(end_64.getBigUint64(40, true)) };
}

/** What is said of an archive that is not as it should be. */
export function damaged(): Error {
  return new Error("its zip archive is cut or damaged");
}

/** Bytes as the numbers that a record has. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
