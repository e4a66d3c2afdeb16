import { crc32 } from "../../core/crc32.ts";
import { IndexDamageError } from "./format.ts";
import type { Packed } from "./packed.ts";
import type { PackageDetails, RowDetails } from "./row.ts";

/** Before each record: its CRC-32. */
const CRC_BYTES = 4;
/** What stands in its place until it is known. */
const NO_CRC = "\0".repeat(CRC_BYTES);

/** What a record has, in its order: names would take more room than what they name. */
type DetailValues = readonly [
  installed_version: string | null,
  candidate_version: string | null,
  section: string,
  origin: string,
  source_name: string,
  source_version: string,
  installed_bytes: number | null,
  download_bytes: number | null,
  depends: string,
  tags: string,
];

/** A record: room for its CRC-32, then the values as a list in JSON. */
export function detailRecord(details: RowDetails): string {
  const values: DetailValues = [
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
  return NO_CRC + JSON.stringify(values);
}

/** Gives records their checksums. */
export function sealRecords({ bytes, at }: Packed): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let index = 0; index < at.length - 1; index++) {
    const [from = 0, to = 0] = [at[index], at[index + 1]];
    view.setUint32(from, crc32(bytes.subarray(from + CRC_BYTES, to)), true);
  }
}

/** Reads a record. Throws {@link IndexDamageError}. */
export function decodeDetails(record: Uint8Array): PackageDetails {
  const json = record.subarray(CRC_BYTES);
  if (record.length < CRC_BYTES) throw new IndexDamageError("a record of it is cut");
  const crc = new DataView(record.buffer, record.byteOffset, CRC_BYTES).getUint32(0, true);
  if (crc32(json) !== crc) throw new IndexDamageError("the checksum of a record does not fit");
  const [
    installed_version,
    candidate_version,
    section,
    origin,
    source_name,
    source_version,
    installed_bytes,
    download_bytes,
    depends,
    tags,
  ] = JSON.parse(new TextDecoder().decode(json)) as DetailValues;
  return {
    installed_version,
    candidate_version,
    section,
    origin,
    source_name,
    source_version,
    installed_bytes,
    download_bytes,
    depends: depends.split(",").map((clause) => clause.trim()).filter((clause) => clause !== ""),
    tags: tags.split(/[,\s]+/).filter((tag) => tag !== ""),
  };
}
