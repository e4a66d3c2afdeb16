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
export function makeIndex(found: readonly IndexRow[], origin: IndexOrigin): PackageIndex {
  const { rows, columns } = makeVocabulary(found);
  const details = encodeDetails(rows);
  const text = packed(rows.map(textOf));
  const flags = Uint8Array.from(rows, flagsOf);
  const { groups, of } = groupsOf(rows);
  return {
    info: { ...origin, ...countsOf(flags) },
    groups,
    columns: {
      flags,
      groups: of,
      text: text.bytes,
      text_at: text.at,
      details_at: details.at,
      ...columns,
    },
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

/** The groups in the order in which rows are of them, and which of them each row is of. */
function groupsOf(rows: readonly IndexRow[]): { groups: Group[]; of: Uint16Array } {
  const groups: Group[] = [];
  const known = new Map<string, Map<string, number>>();
  const of = Uint16Array.from(rows, ({ manager, architecture }) => {
    const own = known.get(manager) ?? new Map<string, number>();
    const index = own.get(architecture);
    if (index !== undefined) return index;
    known.set(manager, own.set(architecture, groups.length));
    return groups.push({ manager, architecture }) - 1;
  });
  return { groups, of };
}

function countsOf(flags: Uint8Array): Pick<IndexInfo, "packages" | "installed" | "explicit" | "updates"> {
  const count = (flag: number) => flags.reduce((sum, one) => sum + ((one & flag) === 0 ? 0 : 1), 0);
  return {
    packages: flags.length,
    installed: count(FLAGS.installed),
    explicit: count(FLAGS.manual),
    updates: count(FLAGS.upgradable),
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
