import { crc32 } from "node:zlib";
import {
  COLUMN_NAMES,
  type Columns,
  FLAGS,
  type Group,
  type IndexHeader,
  type IndexInfo,
} from "./columns.ts";
import { encodeDetails } from "./details.ts";
import { aligned, encodePreamble, PREAMBLE_BYTES } from "./format.ts";
import { packed } from "./packed.ts";
import type { IndexRow } from "./row.ts";
import { makeVocabulary } from "./vocabulary.ts";

/** Longest description that is kept, characters. */
const MAX_DESCRIPTION = 512;

/** A row and the package manager it came from. */
export interface ManagedRow extends IndexRow {
  readonly manager: string;
}

/** What is known of an index before its rows are counted. */
export type IndexOrigin = Pick<IndexInfo, "built_at_ms" | "fingerprint" | "managers" | "problems">;

/** An index in memory. */
export interface PackageIndex {
  readonly info: IndexInfo;
  readonly groups: readonly Group[];
  readonly columns: Columns;
  /** The records of all packages, which the column `details_at` parts. */
  readonly details: Uint8Array;
}

/** Makes an index. Rows of one name stay in the order in which they come. */
export function makeIndex(found: readonly ManagedRow[], origin: IndexOrigin): PackageIndex {
  const vocabulary = makeVocabulary(found);
  const rows = vocabulary.rows as readonly ManagedRow[];
  const groups = new Map<string, { index: number; group: Group }>();
  const details = encodeDetails(rows.map((row) => row.details));
  const text = packed(rows.map(textOf));
  const columns: Columns = {
    flags: Uint8Array.from(rows, flagsOf),
    groups: Uint16Array.from(rows, (row) => groupOf(groups, row)),
    text: text.bytes,
    text_at: text.at,
    details_at: details.at,
    ...vocabulary.columns,
  };
  return {
    info: { ...origin, ...countsOf(rows) },
    groups: [...groups.values()].map(({ group }) => group),
    columns,
    details: details.bytes,
  };
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

function textOf({ name, version, description }: IndexRow): string {
  return `${name}\n${version}\n${description.slice(0, MAX_DESCRIPTION).toWellFormed()}`;
}

function flagsOf(row: IndexRow): number {
  return (row.installed ? FLAGS.installed : 0) | (row.manual ? FLAGS.manual : 0) |
    (row.held ? FLAGS.held : 0) | (row.upgradable ? FLAGS.upgradable : 0);
}

function groupOf(
  groups: Map<string, { index: number; group: Group }>,
  { manager, architecture }: ManagedRow,
): number {
  const key = `${manager} ${architecture}`;
  const known = groups.get(key);
  if (known !== undefined) return known.index;
  const index = groups.size;
  groups.set(key, { index, group: { manager, architecture } });
  return index;
}

function countsOf(
  rows: readonly IndexRow[],
): Pick<IndexInfo, "packages" | "installed" | "explicit" | "updates"> {
  const count = (test: (row: IndexRow) => boolean) => rows.reduce((sum, row) => sum + (test(row) ? 1 : 0), 0);
  return {
    packages: rows.length,
    installed: count((row) => row.installed),
    explicit: count((row) => row.manual),
    updates: count((row) => row.upgradable),
  };
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
