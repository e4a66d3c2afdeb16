import { crc32 } from "../../core/crc32.ts";
import { COLUMN_NAMES, type Columns, type Group, type IndexHeader, type IndexInfo } from "./columns.ts";
import { aligned, encodePreamble, PREAMBLE_BYTES } from "./format.ts";

/** An index in memory. */
export interface PackageIndex {
  readonly info: IndexInfo;
  readonly groups: readonly Group[];
  readonly columns: Columns;
  /** The records of all packages, which the column `details_at` parts. */
  readonly details: Uint8Array;
}

/** The bytes of an index file, in order. */
export function encodeIndex({ info, groups, columns, details }: PackageIndex): readonly Uint8Array[] {
  const header: IndexHeader = {
    info,
    groups,
    lengths: Object.fromEntries(
      COLUMN_NAMES.map((name) => [name, columns[name].length]),
    ) as IndexHeader["lengths"],
  };
  const head = paddedHeader(header);
  const body = COLUMN_NAMES.flatMap((name) => padded(columns[name]));
  const body_bytes = body.reduce((sum, chunk) => sum + chunk.length, 0);
  const preamble = encodePreamble({
    header_bytes: head.length,
    header_crc: crc32(head),
    columns_crc: body.reduce((crc, chunk) => crc32(chunk, crc), 0),
    file_bytes: PREAMBLE_BYTES + head.length + body_bytes + details.length,
  });
  return [preamble, head, ...body, details];
}

/** The header in spaces up to where the columns may begin. */
function paddedHeader(header: IndexHeader): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(aligned(json.length)).fill(32);
  bytes.set(json);
  return bytes;
}

function padded(column: Columns[keyof Columns]): Uint8Array[] {
  const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
  return [bytes, new Uint8Array(aligned(bytes.length) - bytes.length)];
}
