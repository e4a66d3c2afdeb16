import { crc32 } from "../../core/crc32.ts";
import type { Stretch } from "../stretch.ts";
import { IndexDamageError } from "./format.ts";
import type { Packed, Packer } from "./packed.ts";
import type { PackageDetails, RowDetails } from "./row.ts";

/** Before each record: its CRC-32. */
const CRC_BYTES = 4;
/** What stands in its place until it is known. */
const NO_CRC: Stretch = { bytes: new Uint8Array(CRC_BYTES), from: 0, to: CRC_BYTES };
/** Behind each value of a record; no package file has it. Null is written as nothing. */
const END = 0;

/** What a record has, in its order: names would take more room than what they name. */
const MEMBERS = [
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
] as const satisfies readonly (keyof RowDetails)[];

/** Adds a record: room for its CRC-32, then the values. */
export function addRecord(records: Packer, details: RowDetails): void {
  records.write(NO_CRC);
  for (const member of MEMBERS) {
    const value = details[member] ?? "";
    records.writeEnded(typeof value === "number" ? String(value) : value, END);
  }
  records.close();
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
  const content = record.subarray(CRC_BYTES);
  if (record.length < CRC_BYTES) throw new IndexDamageError("a record of it is cut");
  const crc = new DataView(record.buffer, record.byteOffset, CRC_BYTES).getUint32(0, true);
  if (crc32(content) !== crc) throw new IndexDamageError("the checksum of a record does not fit");
  const texts = new TextDecoder().decode(content).split(String.fromCharCode(END));
  const values = Object.fromEntries(MEMBERS.map((member, index) => [member, texts[index] ?? ""])) as Record<
    typeof MEMBERS[number],
    string
  >;
  return {
    ...values,
    installed_version: values.installed_version || null,
    candidate_version: values.candidate_version || null,
    installed_bytes: numberOrNull(values.installed_bytes),
    download_bytes: numberOrNull(values.download_bytes),
    depends: values.depends.split(",").map((clause) => clause.trim()).filter((clause) => clause !== ""),
    tags: values.tags.split(/[,\s]+/).filter((tag) => tag !== ""),
  };
}

function numberOrNull(text: string): number | null {
  return text === "" ? null : Number(text);
}
