import { crc32 } from "node:zlib";
import { IndexDamageError } from "./format.ts";
import type { PackageDetails } from "./row.ts";

/** Before each record: its CRC-32. */
const CRC_BYTES = 4;

/** The records of packages, one after the other, and where each begins; the last one ends where they all end. */
export interface DetailRecords {
  readonly chunks: readonly Uint8Array[];
  readonly at: Uint32Array;
  readonly bytes: number;
}

/** Makes the records: CRC-32, then JSON. */
export function encodeDetails(details: readonly PackageDetails[]): DetailRecords {
  const encoder = new TextEncoder();
  const at = new Uint32Array(details.length + 1);
  const chunks: Uint8Array[] = [];
  let end = 0;
  details.forEach((one, index) => {
    const json = encoder.encode(JSON.stringify(one));
    const record = new Uint8Array(CRC_BYTES + json.length);
    new DataView(record.buffer).setUint32(0, crc32(json), true);
    record.set(json, CRC_BYTES);
    chunks.push(record);
    end += record.length;
    at[index + 1] = end;
  });
  return { chunks, at, bytes: end };
}

/** Reads a record. Throws {@link IndexDamageError}. */
export function decodeDetails(record: Uint8Array): PackageDetails {
  const json = record.subarray(CRC_BYTES);
  if (record.length < CRC_BYTES) throw new IndexDamageError("a record of it is cut");
  const crc = new DataView(record.buffer, record.byteOffset, CRC_BYTES).getUint32(0, true);
  if (crc32(json) !== crc) throw new IndexDamageError("the checksum of a record does not fit");
  return JSON.parse(new TextDecoder().decode(json)) as PackageDetails;
}
