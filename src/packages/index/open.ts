import { crc32 } from "../../core/crc32.ts";
import {
  COLUMN_NAMES,
  COLUMN_TYPES,
  type ColumnName,
  type Columns,
  type Group,
  type IndexHeader,
  type IndexInfo,
} from "./columns.ts";
import { decodeDetails } from "./details.ts";
import {
  aligned,
  checkCrc,
  decodePreamble,
  IndexDamageError,
  MAX_COLUMN_BYTES,
  PREAMBLE_BYTES,
} from "./format.ts";
import type { PackageDetails } from "./row.ts";

/** What is read at once: clients are answered in between. */
const STEP_BYTES = 2_097_152;

/** An index file that is open: it stays readable also when another one takes its place. */
export interface IndexFile extends Disposable {
  readonly info: IndexInfo;
  readonly groups: readonly Group[];
  /** Reads all columns. Throws {@link IndexDamageError}, or what the file system throws. */
  columns(): Promise<Columns>;
  /** Reads the details of a package between two places of the column `details_at`. Throws as `columns`. */
  details(from: number, to: number): PackageDetails;
}

/**
 * Opens an index file and reads what it says of itself. Throws {@link IndexDamageError} for one that is to be built
 * anew, and what the file system throws, as for one that is not there.
 */
export async function openIndexFile(path: string): Promise<IndexFile> {
  const file = await Deno.open(path);
  try {
    const { size } = await file.stat();
    const preamble = decodePreamble(readAt(file, 0, Math.min(PREAMBLE_BYTES, size)));
    if (preamble.file_bytes !== size) throw new IndexDamageError("it is cut");
    const head = readAt(file, PREAMBLE_BYTES, preamble.header_bytes);
    checkCrc("header", crc32(head), preamble.header_crc);
    const { info, groups, lengths } = JSON.parse(new TextDecoder().decode(head)) as IndexHeader;
    const body_at = PREAMBLE_BYTES + preamble.header_bytes;
    const body_bytes = COLUMN_NAMES.reduce((sum, name) => sum + columnBytes(name, lengths), 0);
    if (body_bytes > MAX_COLUMN_BYTES || body_at + body_bytes > size) {
      throw new IndexDamageError("it has no room for its columns");
    }
    return {
      info,
      groups,
      async columns() {
        const body = new Uint8Array(body_bytes);
        let crc = 0;
        for (let at = 0; at < body_bytes; at += STEP_BYTES) {
          const step = body.subarray(at, at + STEP_BYTES);
          fill(file, body_at + at, step);
          crc = crc32(step, crc);
          await new Promise((resolve) => setTimeout(resolve, 0));
        }
        checkCrc("columns", crc, preamble.columns_crc);
        return columnsOf(body.buffer, lengths);
      },
      details: (from, to) => decodeDetails(readAt(file, body_at + body_bytes + from, to - from)),
      [Symbol.dispose]: () => file.close(),
    };
  } catch (error) {
    file.close();
    throw error;
  }
}

function columnBytes(name: ColumnName, lengths: IndexHeader["lengths"]): number {
  return aligned(lengths[name] * COLUMN_TYPES[name].BYTES_PER_ELEMENT);
}

/** The columns as views of one buffer. */
function columnsOf(buffer: ArrayBuffer, lengths: IndexHeader["lengths"]): Columns {
  let at = 0;
  return Object.fromEntries(COLUMN_NAMES.map((name) => {
    const column = new COLUMN_TYPES[name](buffer, at, lengths[name]);
    at += columnBytes(name, lengths);
    return [name, column];
  })) as unknown as Columns;
}

function readAt(file: Deno.FsFile, at: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  fill(file, at, bytes);
  return bytes;
}

/** Seeks and reads without a break: nobody else moves the position meanwhile. */
function fill(file: Deno.FsFile, at: number, bytes: Uint8Array): void {
  file.seekSync(at, Deno.SeekMode.Start);
  for (let filled = 0; filled < bytes.length;) {
    const read = file.readSync(bytes.subarray(filled));
    if (read === null) throw new IndexDamageError("it is cut");
    filled += read;
  }
}
