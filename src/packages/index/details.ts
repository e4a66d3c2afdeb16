import { crc32 } from "node:zlib";
import { IndexDamageError } from "./format.ts";
import { packed } from "./packed.ts";
import type { IndexRow, PackageDetails } from "./row.ts";

/** Before each record: its CRC-32. */
const CRC_BYTES = 4;
/** What stands in its place until it is known. */
const NO_CRC = "\0".repeat(CRC_BYTES);

/** The records of packages, one after the other, and where each begins; the last one ends where they all end. */
export interface DetailRecords {
  readonly bytes: Uint8Array;
  readonly at: Uint32Array;
}

/** What a record has, in its order: names would take more room than what they name. */
const MEMBERS: readonly (keyof PackageDetails)[] = [
  "installed_version",
  "candidate_version",
  "section",
  "origin",
  "source_name",
  "source_version",
  "installed_bytes",
  "download_bytes",
  "depends",
  "tags",
];

/** Makes the records: CRC-32, then the members as a list in JSON. */
export function encodeDetails(rows: readonly Pick<IndexRow, "details">[]): DetailRecords {
  const { bytes, at } = packed(rows.map((row) => NO_CRC + JSON.stringify(valuesOf(row.details()))));
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < rows.length; index++) {
    const [from = 0, to = 0] = [at[index], at[index + 1]];
    view.setUint32(from, crc32(bytes.subarray(from + CRC_BYTES, to)), true);
  }
  return { bytes, at };
}

/** The members in the order of {@link MEMBERS}; to look each up by its name would take twice as long. */
function valuesOf(details: PackageDetails): readonly unknown[] {
  return [
    details.installed_version,
    details.candidate_version,
    details.section,
    details.origin,
    details.source_name,
    details.source_version,
    details.installed_bytes,
    details.download_bytes,
    details.depends,
    details.tags,
  ];
}

/** Reads a record. Throws {@link IndexDamageError}. */
export function decodeDetails(record: Uint8Array): PackageDetails {
  const json = record.subarray(CRC_BYTES);
  if (record.length < CRC_BYTES) throw new IndexDamageError("a record of it is cut");
  const crc = new DataView(record.buffer, record.byteOffset, CRC_BYTES).getUint32(0, true);
  if (crc32(json) !== crc) throw new IndexDamageError("the checksum of a record does not fit");
  const values = JSON.parse(new TextDecoder().decode(json)) as readonly unknown[];
  return Object.fromEntries(
    MEMBERS.map((member, index) => [member, values[index]]),
  ) as unknown as PackageDetails;
}
